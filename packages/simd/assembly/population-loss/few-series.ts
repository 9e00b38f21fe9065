/**
 * @file The Fourier part of few features where pairs of active ones are in closed form, two frequencies to a vector; formulas, prefixes and suffixes
 * are those of `oscillation.ts` of core.
 */
import { advancedCosine, advancedSine, beginTurn, startCosine, startSine, stepCosine, stepSine } from './angles';
import { BLOCK, contributions, coupling, density, frequency, gram, halfBias, hidden, importance, loss, n, period, point } from './layout';
import { isRecording, RAMP_FACTOR, SQUARE_FACTOR, STEP_FACTOR } from './own';
import { smallPsiIm, smallPsiRe, smallSigmaIm, smallSigmaRe, smallTauIm, smallTauRe } from './transforms';
import { add, at, div, mul, put, select, splat, sub, total } from './vector';

/** Most features that are few; even. */
export const MOST_FEW = 8;

/** Bytes of what is kept of the angle of a pair or a bias: e^{iωa}, its step, then ψ, τ, σ, each real and imaginary. */
const ANGLE: usize = 160;
const ANGLES: usize = memory.data(MOST_FEW * MOST_FEW * 160, 16);
const BIASES: usize = memory.data(MOST_FEW * 160, 16);
/** Of the features before one: Q and O (real, imaginary). */
const PREFIXES: usize = memory.data(MOST_FEW * 64, 16);
/** By row: sums of the loss, of ½∂/∂b, and of ½∂/∂a_ij for every j. */
const SUMS: usize = memory.data(MOST_FEW * (MOST_FEW + 2) * 16, 16);

// @ts-ignore: decorator
@inline
function sumsOf(i: i32): usize {
  return SUMS + <usize>(i * (MOST_FEW + 2) * 16);
}

/** Row i's angle with feature j: that of row j with i, where that is one of row j's and they share their period. */
// @ts-ignore: decorator
@inline
function angleOf(i: i32, j: i32): usize {
  const shared = j < i && at(frequency, j) == at(frequency, i) && at(density, i) != 0;
  return ANGLES + ANGLE * <usize>(shared ? j * MOST_FEW + i : i * MOST_FEW + j);
}

/** Is feature j one of row i's? */
// @ts-ignore: decorator
@inline
function belongs(i: i32, j: i32): bool {
  return at(density, j) != 0 && (j == i || at(gram, i * n + j) != 0);
}

// @ts-ignore: decorator
@inline
function seed(to: usize, turns: f64, first: i32): void {
  beginTurn(turns, first);
  v128.store(to, startCosine);
  v128.store(to, startSine, 16);
  v128.store(to, stepCosine, 32);
  v128.store(to, stepSine, 48);
}

// @ts-ignore: decorator
@inline
function advance(kept: usize): void {
  const c = v128.load(kept);
  const s = v128.load(kept, 16);
  const stepC = v128.load(kept, 32);
  const stepS = v128.load(kept, 48);
  v128.store(kept, advancedCosine(c, s, stepC, stepS));
  v128.store(kept, advancedSine(c, s, stepC, stepS), 16);
}

/** ψ, τ and, with `own`, σ at ω_k a for the two k. */
function transform(kept: usize, angle: f64, counts: v128, own: bool): void {
  const c = v128.load(kept);
  const s = v128.load(kept, 16);
  const theta = mul(splat(6.283185307179586 * angle), counts);
  const inverse = div(splat(1), theta);
  const small = f64x2.lt(f64x2.abs(theta), splat(0.5));
  let pRe = mul(s, inverse);
  let pIm = mul(sub(splat(1), c), inverse);
  let tRe = mul(sub(s, pIm), inverse);
  let tIm = mul(sub(pRe, c), inverse);
  const x = mul(theta, theta);
  if (own) {
    const gRe = mul(sub(s, add(tIm, tIm)), inverse);
    const gIm = mul(sub(add(tRe, tRe), c), inverse);
    v128.store(kept, select(small, smallSigmaRe(x), gRe), 128);
    v128.store(kept, select(small, smallSigmaIm(theta, x), gIm), 144);
  }
  if (v128.any_true(small)) {
    pRe = select(small, smallPsiRe(x), pRe);
    pIm = select(small, smallPsiIm(theta, x), pIm);
    tRe = select(small, smallTauRe(x), tRe);
    tIm = select(small, smallTauIm(theta, x), tIm);
  }
  v128.store(kept, pRe, 64);
  v128.store(kept, pIm, 80);
  v128.store(kept, tRe, 96);
  v128.store(kept, tIm, 112);
}

export function addFewSeries(terms: i32, wanted: bool): void {
  memory.fill(SUMS, 0, MOST_FEW * (MOST_FEW + 2) * 16);
  for (let first = 1; first <= terms; first += 2) {
    const anew = (first - 1) % BLOCK == 0;
    const counts = f64x2.replace_lane(splat(first), 1, first + 1);
    let weight = div(splat(1), counts);
    if (first == terms) weight = f64x2.replace_lane(weight, 1, 0);
    for (let i = 0; i < n; i++) {
      const f = at(frequency, i);
      if (f == 0) continue;
      const bias = BIASES + ANGLE * <usize>i;
      if (anew) seed(bias, f * at(point, hidden * n + i), first);
      else advance(bias);
      for (let j = 0; j < n; j++) {
        const kept = ANGLES + ANGLE * <usize>(i * MOST_FEW + j);
        if (!belongs(i, j) || angleOf(i, j) != kept) continue;
        const turns = f * at(gram, i * n + j);
        if (anew) seed(kept, turns, first);
        else advance(kept);
        transform(kept, turns, counts, i == j);
      }
    }
    for (let i = 0; i < n; i++) if (at(frequency, i) != 0) addRow(i, first, weight, wanted);
  }
  for (let i = 0; i < n; i++) {
    if (at(frequency, i) == 0) continue;
    const sums = sumsOf(i);
    put(loss, i, at(loss, i) + total(v128.load(sums)));
    if (!wanted) continue;
    put(halfBias, i, at(halfBias, i) + total(v128.load(sums, 16)));
    const scale = 2 * at(importance, i);
    for (let j = 0; j < n; j++) {
      const to = j * n + i;
      if (belongs(i, j)) put(coupling, to, at(coupling, to) + scale * total(v128.load(sums + 32 + ((<usize>j) << 4))));
    }
  }
}

// @ts-ignore: decorator
@inline
function collect(to: usize, value: v128): void {
  v128.store(to, add(v128.load(to), value));
}

function addRow(i: i32, first: i32, weight: v128, wanted: bool): void {
  const sums = sumsOf(i);
  const e = BIASES + ANGLE * <usize>i;
  const eRe = v128.load(e);
  const eIm = v128.load(e, 16);
  const P = at(period, i);
  const ramp = mul(splat(RAMP_FACTOR * P), mul(weight, weight));
  const step = mul(splat(STEP_FACTOR), weight);
  const cube = mul(splat(SQUARE_FACTOR * P * P), mul(weight, mul(weight, weight)));

  // Over the features other than i: Q = Π φ, and its parts with none, one and two active.
  let qRe = splat(1);
  let qIm = splat(0);
  let idle = 1.0;
  let oneRe = splat(0);
  let oneIm = splat(0);
  let twoRe = splat(0);
  let twoIm = splat(0);
  for (let j = 0; j < n; j++) {
    if (j == i || !belongs(i, j)) continue;
    const angle = angleOf(i, j);
    const p = at(density, j);
    const q = splat(1 - p);
    const aRe = mul(splat(p), v128.load(angle, 64));
    const aIm = mul(splat(p), v128.load(angle, 80));
    const prefix = PREFIXES + ((<usize>j) << 6);
    v128.store(prefix, qRe);
    v128.store(prefix, qIm, 16);
    v128.store(prefix, oneRe, 32);
    v128.store(prefix, oneIm, 48);
    const fRe = add(q, aRe);
    const re = sub(mul(qRe, fRe), mul(qIm, aIm));
    qIm = add(mul(qRe, aIm), mul(qIm, fRe));
    qRe = re;
    twoRe = add(mul(twoRe, q), sub(mul(oneRe, aRe), mul(oneIm, aIm)));
    twoIm = add(mul(twoIm, q), add(mul(oneRe, aIm), mul(oneIm, aRe)));
    oneRe = add(mul(oneRe, q), mul(splat(idle), aRe));
    oneIm = add(mul(oneIm, q), mul(splat(idle), aIm));
    idle *= 1 - p;
  }

  // φ_i, p_i τ_i, and with them E[x_i e^{iωz}] and E[e^{iωz}], both restricted to what the closed forms leave.
  const own = angleOf(i, i);
  const p = at(density, i);
  const active = p != 0;
  const ownP = splat(p);
  const rest = splat(1 - p);
  const zero = splat(0);
  const fRe = active ? add(rest, mul(ownP, v128.load(own, 64))) : splat(1);
  const fIm = active ? mul(ownP, v128.load(own, 80)) : zero;
  const tRe = active ? mul(ownP, v128.load(own, 96)) : zero;
  const tIm = active ? mul(ownP, v128.load(own, 112)) : zero;
  const moreRe = sub(sub(qRe, splat(idle)), oneRe);
  const moreIm = sub(qIm, oneIm);
  const dRe = sub(mul(moreRe, eRe), mul(moreIm, eIm));
  const dIm = add(mul(moreRe, eIm), mul(moreIm, eRe));
  const xRe = sub(mul(tRe, dRe), mul(tIm, dIm));
  const restRe = mul(rest, twoRe);
  const restIm = mul(rest, twoIm);
  const zIm = sub(add(mul(fRe, dIm), mul(fIm, dRe)), add(mul(restRe, eIm), mul(restIm, eRe)));
  const part = sub(mul(splat(2), mul(ramp, xRe)), mul(cube, zIm));
  collect(sums, part);
  if (isRecording()) collect(contributions + ((<usize>(first - 1)) << 3), mul(splat(at(importance, i)), part));
  if (!wanted) return;

  const xIm = add(mul(tRe, dIm), mul(tIm, dRe));
  const zRe = sub(sub(mul(fRe, dRe), mul(fIm, dIm)), sub(mul(restRe, eRe), mul(restIm, eIm)));
  collect(sums + 16, f64x2.neg(add(mul(ramp, zRe), mul(step, xIm))));
  if (active) {
    const gIm = mul(ownP, add(mul(v128.load(own, 128), dIm), mul(v128.load(own, 144), dRe)));
    collect(sums + 32 + ((<usize>i) << 4), f64x2.neg(add(mul(ramp, xRe), mul(step, gIm))));
  }
  // Re(τ_j ((R_j − …) α + …)) with R_j = Π_{≠i,j} φ and α = E (−ramp φ_i + i·step p_i τ_i).
  const hRe = f64x2.neg(add(mul(ramp, fRe), mul(step, tIm)));
  const hIm = sub(mul(step, tRe), mul(ramp, fIm));
  const alphaRe = sub(mul(hRe, eRe), mul(hIm, eIm));
  const alphaIm = add(mul(hRe, eIm), mul(hIm, eRe));
  const backRe = mul(mul(ramp, rest), eRe);
  const backIm = mul(mul(ramp, rest), eIm);
  let suffixRe = alphaRe;
  let suffixIm = alphaIm;
  let idleAfter = 1.0;
  oneRe = zero;
  oneIm = zero;
  for (let j = n - 1; j >= 0; j--) {
    if (j == i || !belongs(i, j)) continue;
    const angle = angleOf(i, j);
    const pj = at(density, j);
    const q = splat(1 - pj);
    const aRe = mul(splat(pj), v128.load(angle, 64));
    const aIm = mul(splat(pj), v128.load(angle, 80));
    const prefix = PREFIXES + ((<usize>j) << 6);
    let idleBefore = 1.0;
    for (let l = 0; l < j; l++) if (l != i && belongs(i, l)) idleBefore *= 1 - at(density, l);
    const others = splat(idleBefore * idleAfter);
    const preRe = v128.load(prefix);
    const preIm = v128.load(prefix, 16);
    const singleRe = add(mul(v128.load(prefix, 32), splat(idleAfter)), mul(splat(idleBefore), oneRe));
    const singleIm = add(mul(v128.load(prefix, 48), splat(idleAfter)), mul(splat(idleBefore), oneIm));
    const yRe = sub(add(sub(mul(preRe, suffixRe), mul(preIm, suffixIm)), sub(mul(singleRe, backRe), mul(singleIm, backIm))), mul(others, alphaRe));
    const yIm = sub(add(add(mul(preRe, suffixIm), mul(preIm, suffixRe)), add(mul(singleRe, backIm), mul(singleIm, backRe))), mul(others, alphaIm));
    const term = sub(mul(v128.load(angle, 96), yRe), mul(v128.load(angle, 112), yIm));
    collect(sums + 32 + ((<usize>j) << 4), mul(splat(pj), term));
    oneRe = add(mul(oneRe, q), mul(splat(idleAfter), aRe));
    oneIm = add(mul(oneIm, q), mul(splat(idleAfter), aIm));
    idleAfter *= 1 - pj;
    const fjRe = add(q, aRe);
    const re = sub(mul(suffixRe, fjRe), mul(suffixIm, aIm));
    suffixIm = add(mul(suffixRe, aIm), mul(suffixIm, fjRe));
    suffixRe = re;
  }
}
