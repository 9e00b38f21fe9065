/**
 * @file The Fourier part of the population loss in WebAssembly: what `Oscillation` of `@tegum/core` computes without closed pairs.
 */
import { MIXED, type Accumulator, type RowTable, type Series } from '@tegum/core';
import { loadKernel, reserve, type KernelExports } from '../load-kernel.js';
import { wasm } from './wasm.generated.js';

interface SeriesKernel extends KernelExports {
  series(
    features: number, terms: number, gradient: boolean, gram: number, density: number, frequency: number, biasTurns: number,
    weights: number, idle: number, rows: number, loss: number, bias: number, coupling: number,
  ): void;
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
}

function layOut(on: SeriesKernel, n: number): Scratch {
  const [gram, density, frequency, biasTurns, weights, idle, loss, bias, coupling, rows] =
    reserve(on, [n * n, n, n, n, n * n, n, n, n, n * n + 1, (n + 1) * ROW_LENGTH]) as FloatArrays;
  return { gram, density, frequency, biasTurns, weights, idle, rows, loss, bias, coupling };
}

type Ten<T> = [T, T, T, T, T, T, T, T, T, T];
type FloatArrays = Ten<Float64Array>;

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
    if (this.scratch === undefined || this.scratch.gram.buffer !== kernel.memory.buffer) this.scratch = layOut(kernel, n);
    const { gram, density, frequency, biasTurns, weights, idle, rows, loss, bias, coupling } = this.scratch;
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
}
