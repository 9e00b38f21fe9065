/**
 * @file One problem in the memory of the kernel. One instance a thread serves every problem in turn: its memory grows to the largest and no further.
 */
import { loadKernel, type KernelExports } from '../load-kernel.js';
import { wasm } from './wasm.generated.js';

export interface LossKernel extends KernelExports {
  layOut(features: number, hidden: number): number;
  densityAt(): number;
  importanceAt(): number;
  pointAt(): number;
  gradientAt(): number;
  lossAt(): number;
  contributionsAt(): number;
  setPlan(period: number, terms: number, exponent: number, tolerance: number, pairs: boolean, features: number): void;
  evaluate(gradient: boolean): number;
  record(on: boolean): void;
  shortestPeriod(tolerance: number, features: number): number;
  shortestExponent(): number;
  startLength(maxIterations: number): number;
  minimiseMany(
    starts: number,
    count: number,
    maxIterations: number,
    gradientTolerance: number,
    relativeDecrease: number,
    target: number,
    fresh: boolean,
  ): void;
}

const PAGE = 65536;

let kernel: LossKernel | undefined;

interface Listener {
  readonly onStep: () => void;
  /** What it threw: told when the descent is over, since an error that left through the kernel would leave it in the middle of a step. */
  fault?: { readonly error: unknown };
}

/** Of the descent under way, if someone wants to hear of its steps. */
const hearing: { listener: Listener | undefined } = { listener: undefined };

function stepped(): void {
  const { listener } = hearing;
  if (listener === undefined || listener.fault !== undefined) return;
  try {
    listener.onStep();
  } catch (error) {
    listener.fault = { error };
  }
}

/**
 * Calls `descend`, and `onStep` after every step that the kernel accepts meanwhile.
 *
 * @throws what `onStep` throws, once the descent is over; it is not called again.
 */
export function hearingSteps(onStep: (() => void) | undefined, descend: () => void): void {
  if (onStep === undefined) return descend();
  const listener: Listener = { onStep };
  hearing.listener = listener;
  try {
    descend();
  } finally {
    hearing.listener = undefined;
  }
  if (listener.fault !== undefined) throw listener.fault.error;
}

/** Whose problem lies there. */
const placed: { problem: PlacedProblem | undefined } = { problem: undefined };

/** Pages of WebAssembly memory that this thread has in use for losses. */
export const lossMemoryPages = (): number => (kernel === undefined ? 0 : kernel.memory.buffer.byteLength / PAGE);

interface Views {
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly loss: Float64Array;
  /** Where free memory begins. */
  readonly end: number;
}

export class PlacedProblem {
  /** Features, made even: rows of W begin so far apart. */
  readonly stride: number;
  /** Numbers of a point [W | b]. */
  readonly dimension: number;
  private views: Views | undefined;

  constructor(
    readonly features: number,
    readonly hidden: number,
    private readonly density: Float64Array,
    private readonly importance: Float64Array,
  ) {
    this.stride = (features + 1) & ~1;
    this.dimension = (hidden + 1) * this.stride;
  }

  /** Does the kernel hold this problem? */
  get isPlaced(): boolean {
    return placed.problem === this;
  }

  /** The kernel, with this problem laid out. */
  open(): { kernel: LossKernel; views: Views } {
    if (hearing.listener !== undefined) throw new Error('onStep: expected no loss or descent of the same thread within it, got one (note what is wanted, and do it afterwards)');
    kernel ??= loadKernel<LossKernel>(wasm, { stepped });
    if (placed.problem !== this || this.views?.point.buffer !== kernel.memory.buffer) this.views = this.layOut(kernel);
    return { kernel, views: this.views };
  }

  /** `length` numbers of memory behind the problem, and where they begin; until the next call. */
  scratch(length: number): { at: number; numbers: Float64Array } {
    const { kernel: on, views } = this.open();
    grow(on, views.end + 8 * length);
    return { at: views.end, numbers: new Float64Array(on.memory.buffer, views.end, length) };
  }

  /** Writes a point in the kernel's layout; where it is padded, `into` has to be 0. */
  put(W: Float64Array, b: Float64Array, into: Float64Array): void {
    const { features: n, hidden: m, stride } = this;
    for (let h = 0; h < m; h++) for (let i = 0; i < n; i++) into[h * stride + i] = W[h * n + i]!;
    for (let i = 0; i < n; i++) into[m * stride + i] = b[i]!;
  }

  take(from: Float64Array, W: Float64Array, b: Float64Array): void {
    const { features: n, hidden: m, stride } = this;
    for (let h = 0; h < m; h++) for (let i = 0; i < n; i++) W[h * n + i] = from[h * stride + i]!;
    for (let i = 0; i < n; i++) b[i] = from[m * stride + i]!;
  }

  private layOut(on: LossKernel): Views {
    const end = on.layOut(this.features, this.hidden);
    grow(on, end);
    const { stride, dimension } = this;
    const { buffer } = on.memory;
    const array = (at: number, length: number): Float64Array => new Float64Array(buffer, at, length);
    array(on.densityAt(), stride).fill(0).set(this.density);
    array(on.importanceAt(), stride).fill(0).set(this.importance);
    placed.problem = this;
    return { point: array(on.pointAt(), dimension).fill(0), gradient: array(on.gradientAt(), dimension), loss: array(on.lossAt(), stride), end };
  }
}

function grow(on: LossKernel, bytes: number): void {
  const missing = bytes - on.memory.buffer.byteLength;
  if (missing > 0) on.memory.grow(Math.ceil(missing / PAGE));
}
