/**
 * @file Where everything of one problem lies in memory; float64 unless said otherwise.
 *
 * The number of features is made even by one that is never active (density, importance and couplings 0), so that rows come in pairs.
 */

/** Frequencies a block: e^{iωa} is set afresh at the start of each, so rounding errors stay below 64 ulp. */
export const BLOCK = 64;
/** The block's k, two to a vector. */
export const COUNTS: usize = memory.data(BLOCK * 8, 16);
/** 1/k, and 0 beyond the last term for `WEIGHTS`. */
export const INVERSES: usize = memory.data(BLOCK * 8, 16);
export const WEIGHTS: usize = memory.data(BLOCK * 8, 16);
/** Bytes of a row for one vector: Q and O (real, imaginary) in the first pass, A and B after it. */
export const ROW_VECTOR: usize = 64;

export const SILENT = 0;
export const LINEAR = 1;
export const MIXED = 2;

/** Features, made even. */
export let n: i32 = 0;
export let hidden: i32 = 0;
/** Entries of a point [W | b]: hidden · n + n. */
export let dimension: i32 = 0;

/** [n] */
export let density: usize = 0;
export let importance: usize = 0;
/** [dimension] */
export let point: usize = 0;
export let gradient: usize = 0;
/** [n, n]: WᵀW; and (as its transpose) 2 I_i · ½∂/∂a_ij of every row i, later D + Dᵀ. */
export let gram: usize = 0;
export let coupling: usize = 0;
/** [n, n], transposed: the probability that of the features coupled to i, other than i and j, none is active. */
export let idleOthers: usize = 0;
/** [n, n] above the diagonal: e^{iθ} and 1/θ at θ = 2πa_ij/P. */
export let cosines: usize = 0;
export let sines: usize = 0;
export let inverses: usize = 0;

/** [n] each, by row. */
export let kind: usize = 0;
/** Coupled features, a row's own included if it can be active. */
export let coupled: usize = 0;
export let reach: usize = 0;
export let period: usize = 0;
/** 1/period where the series is needed, else 0. */
export let frequency: usize = 0;
/** Probability that no other coupled feature is active; that one is. */
export let idle: usize = 0;
export let busy: usize = 0;
/** Moments of z where two or more coupled features are active: z⁰ … z³, [4, n]. */
export let moments: usize = 0;
/** Mean and variance of z − b without the row's own feature. */
export let othersMean: usize = 0;
export let othersVariance: usize = 0;
export let loss: usize = 0;
export let halfBias: usize = 0;
/** Π E e^{±s a x} by row. */
export let up: usize = 0;
export let down: usize = 0;
/** [2 n] */
export let prefixIdle: usize = 0;
export let prefixBusy: usize = 0;

/** Rows of the series. */
export let rows: usize = 0;

/** Steps of L-BFGS that are remembered. */
export const MEMORY = 20;
/** [MEMORY, dimension]: the last steps, and what the gradient changed by in each. */
export let steps: usize = 0;
export let changes: usize = 0;
/** [dimension]: the ray of a line search, and the gradient at its origin. */
export let direction: usize = 0;
export let origin: usize = 0;
export let originGradient: usize = 0;
/** What each term added to the loss, if it was recorded; as many as the caller made room for. */
export let contributions: usize = 0;

let end: usize = 0;

function take(length: i32): usize {
  const start = end;
  end += (((<usize>length) << 3) + 15) & ~15;
  return start;
}

/**
 * Lays out a problem; returns where it ends: beyond, the caller makes room for starts or for contributions. It makes the memory that large, and sets `density` and `importance`.
 */
export function layOut(features: i32, hiddenSize: i32): usize {
  n = (features + 1) & ~1;
  hidden = hiddenSize;
  dimension = hidden * n + n;
  end = (__heap_base + 15) & ~15;
  density = take(n);
  importance = take(n);
  point = take(dimension);
  gradient = take(dimension);
  loss = take(n);
  gram = take(n * n);
  coupling = take(n * n);
  idleOthers = take(n * n);
  cosines = take(n * n);
  sines = take(n * n);
  inverses = take(n * n);
  kind = take(n);
  coupled = take(n);
  reach = take(n);
  period = take(n);
  frequency = take(n);
  idle = take(n);
  busy = take(n);
  moments = take(4 * n);
  othersMean = take(n);
  othersVariance = take(n);
  halfBias = take(n);
  up = take(n + 2);
  down = take(n + 2);
  prefixIdle = take(2 * n);
  prefixBusy = take(2 * n);
  rows = take((n + 1) * (BLOCK / 2) * 8);
  steps = take(MEMORY * dimension);
  changes = take(MEMORY * dimension);
  direction = take(dimension);
  origin = take(dimension);
  originGradient = take(dimension);
  contributions = end;
  return end;
}

/** 1 − p, but never so small that a factor 1 − p + pψ could vanish: 10⁻²⁰ is beyond the last digit of any sum of such. */
// @ts-ignore: decorator
@inline
export function idleShare(p: f64): f64 {
  return max(1 - p, 1e-20);
}
