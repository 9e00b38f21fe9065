/**
 * @file The Fourier part of the population loss in WebAssembly: what `Oscillation` of `@tegum/core` computes without closed pairs.
 */
import { cappingError, cappingFactor, exp, MIXED, type Accumulator, type RowTable, type Series } from '@tegum/core';
import { loadKernel, reserve, type KernelExports } from '../load-kernel.js';
import { wasm } from './wasm.generated.js';

interface SeriesKernel extends KernelExports {
  series(
    features: number, terms: number, gradient: boolean, gram: number, density: number, frequency: number, biasTurns: number,
    weights: number, idle: number, rows: number, loss: number, bias: number, coupling: number,
  ): void;
  momentGenerating(features: number, s: number, gram: number, density: number, up: number, down: number): boolean;
}

/** Float64s of a row's block of 64 frequencies. */
const ROW_LENGTH = 256;

/** One instance a thread, whose memory serves every model in turn: it grows to the largest and no further. */
let kernel: SeriesKernel | undefined;

interface Scratch {
  readonly gram: Float64Array;
  readonly density: Float64Array;
  readonly frequency: Float64Array;
  readonly biasTurns: Float64Array;
  readonly weights: Float64Array;
  readonly idle: Float64Array;
  readonly rows: Float64Array;
  readonly loss: Float64Array;
  readonly bias: Float64Array;
  readonly coupling: Float64Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
}

function layOut(on: SeriesKernel, n: number): Scratch {
  const lengths = [n * n, n, n, n, n * n, n, n, n, n * n + 1, n + 1, n + 1, (n + 1) * ROW_LENGTH];
  const [gram, density, frequency, biasTurns, weights, idle, loss, bias, coupling, up, down, rows] = reserve(on, lengths) as Twelve;
  return { gram, density, frequency, biasTurns, weights, idle, rows, loss, bias, coupling, up, down };
}

type A = Float64Array;
type Twelve = [A, A, A, A, A, A, A, A, A, A, A, A];

/**
 * Adds the same terms as core's `new Oscillation(table, false)`, in another order of operations.
 *
 * Dtype      float64, f64x2; the same bits on every engine
 * Cost       O(features² · terms) time; O(features²) memory, shared by all instances of a thread
 * Source     MATHS §4.1
 */
export class SimdSeries implements Series {
  readonly pairs = false;
  private scratch: Scratch | undefined;

  constructor(private readonly table: RowTable) {}

  add(b: Float64Array, period: number, terms: number, gradient: boolean, out: Accumulator): void {
    const { table } = this;
    const { features: n, kind, coupledCount } = table;
    kernel ??= loadKernel<SeriesKernel>(wasm);
    const { gram, density, frequency, biasTurns, weights, idle, rows, loss, bias, coupling } = this.arrays(kernel);
    let anything = false;
    for (let i = 0; i < n; i++) {
      frequency[i] = 0;
      if (kind[i] !== MIXED || coupledCount[i]! < 2) continue;
      frequency[i] = 1 / table.ownPeriod(i, period);
      biasTurns[i] = b[i]! * frequency[i]!;
      anything = true;
    }
    if (!anything) return;
    gram.set(table.gram);
    density.set(table.density);
    loss.fill(0);
    bias.fill(0);
    coupling.fill(0);
    kernel.series(
      n, terms, gradient, gram.byteOffset, density.byteOffset, frequency.byteOffset, biasTurns.byteOffset, weights.byteOffset,
      idle.byteOffset, rows.byteOffset, loss.byteOffset, bias.byteOffset, coupling.byteOffset,
    );
    for (let i = 0; i < n; i++) {
      if (frequency[i] === 0) continue;
      out.loss[i]! += loss[i]!;
      if (!gradient) continue;
      out.halfBias[i]! += bias[i]!;
      for (let e = i * n; e < (i + 1) * n; e++) out.halfCoupling[e]! += coupling[e]!;
    }
  }

  /** As core's `cappingError`, to 1e-10 relative; one exponential serves a pair of features in both rows and both directions. */
  cappingError(b: Float64Array, importance: Float64Array, period: number, exponent: number): number {
    const { table } = this;
    const { features: n, kind } = table;
    if (table.support <= period) return 0;
    kernel ??= loadKernel<SeriesKernel>(wasm);
    const { gram, density, up, down } = this.arrays(kernel);
    gram.set(table.gram);
    density.set(table.density);
    const inReach = kernel.momentGenerating(n, exponent, gram.byteOffset, density.byteOffset, up.byteOffset, down.byteOffset);
    let total = 0;
    for (let i = 0; i < n; i++) {
      if (kind[i] !== MIXED) continue;
      total += importance[i]! * (up[i]! * exp(exponent * (b[i]! - period)) + down[i]! * exp(-exponent * (b[i]! + period)));
    }
    // Beyond the range of a double, products need their logarithms.
    if (!inReach || !Number.isFinite(total)) return cappingError(table, b, importance, period, exponent);
    return cappingFactor(exponent, period) * total;
  }

  private arrays(on: SeriesKernel): Scratch {
    if (this.scratch === undefined || this.scratch.gram.buffer !== on.memory.buffer) this.scratch = layOut(on, this.table.features);
    return this.scratch;
  }
}
