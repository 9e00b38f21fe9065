/**
 * @file Training on sampled batches in WebAssembly: many models of one shape, whose training can be watched and goes on where it stopped.
 */
import { InputError, RandomStream, checkWord, log1p, type ToyModel } from '@tegum/core';
import { loadKernel } from '../load-kernel.js';
import { cheaperPath, type Path } from './cheaper-path.js';
import { densityClasses, type DensityClass } from './density-classes.js';
import { PANEL, RULES, type MinibatchKernel } from './minibatch-kernel.js';
import { checkInstance, checkMinibatchOptions, type MinibatchInstance, type MinibatchOptions } from './options.js';
import { wasm } from './wasm.generated.js';

const PAGE = 65536;
/** Lines of 16 targets that a block of rows takes: 4 MiB. */
const BLOCK_LINES = 65536;

/** One instance a thread, whose memory serves every trainer in turn: it grows to the largest and no further. */
let kernel: MinibatchKernel | undefined;
/** Whose models lie there. */
const placed: { trainer: MinibatchTrainer | undefined } = { trainer: undefined };

/** What the optimiser carries from step to step. */
export interface OptimizerState {
  /** Updates so far. */
  readonly steps: number;
  /** Mean of the gradients (adam, adamw) or velocity (sgd). */
  readonly first: Pick<ToyModel, 'W' | 'b'>;
  /** Mean of their squares; 0 for sgd. */
  readonly second: Pick<ToyModel, 'W' | 'b'>;
}

/**
 * Trains tied ReLU models on sampled batches, as practitioners do.
 *
 * The loss is the mean over batch and features of I_i (x_i − y_i)², y = ReLU(WᵀWx + b); W starts Xavier-normal, b at zero. A model's training
 * depends on nothing but the options, its seed and its stream: neither on the other models nor on how its steps are divided into calls.
 *
 * Dtype      float32 as PyTorch trains, given out as float64; the same bits on every engine
 * Random     start: W[h, i] is draw h · features + i of `RandomStream(seed, stream)`, rounded. Samples: events by geometric gaps, Philox blocks
 *            (event, step, 16, stream); densities are met to 2⁻⁴⁰, values are multiples of 2⁻²⁴ in [0, 1), as `torch.rand` draws them
 * Stops      a model whose parameters leave [−1e8, 1e8] or whose loss is not finite keeps its last good state (`diverged`)
 * Cost       a step: the lesser of 2 · batch · active · features + 3/2 · features² · hidden and 3 · batch · hidden · features multiplications
 *            (active = Σ density), four to an instruction; no allocation
 * Memory     shared by all trainers of a thread: 128 B · features² / 16, 20 B an entry of a batch of up to 10⁶, 16 B a parameter of each model
 * Source     Elhage et al. 2022, notebook; optimisers with PyTorch's conventions
 *
 * @example
 * const options = {
 *   features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], optimizer: 'adamw', batchSize: 256,
 *   learningRate: 1e-2, momentum: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01,
 * } as const;
 * // Two models on data of their own.
 * const trainer = new MinibatchTrainer(options, [{ seed: 1, stream: 0 }, { seed: 1, stream: 1 }]);
 * const early = trainer.run(100);
 * const late = trainer.run(900);
 * late.every((loss, instance) => loss < early[instance]); // → true
 * trainer.optimizerState(0).steps; // → 1000
 */
export class MinibatchTrainer {
  readonly instances: number;
  private readonly options: MinibatchOptions;
  private readonly seeds: readonly (readonly [low: number, high: number])[];
  private readonly classes: readonly DensityClass[];
  private readonly blockRows: number;
  /** Of the models while another trainer's lie in the kernel's memory. */
  private parked: Uint8Array | undefined;

  /**
   * @param path - The order of summation; for tests. Default: the cheaper one.
   * @throws {InputError} if an option is out of range or has the wrong length.
   */
  constructor(
    options: MinibatchOptions,
    private readonly sources: readonly MinibatchInstance[],
    private readonly path: Path = cheaperPath(options),
  ) {
    const where = 'MinibatchTrainer';
    checkMinibatchOptions(where, options);
    if (sources.length < 1) throw new InputError(where, 'at least one instance', '0');
    this.seeds = sources.map((source) => checkInstance(where, options, source));
    this.instances = sources.length;
    this.options = { ...options, density: Float64Array.from(options.density), importance: Float64Array.from(options.importance) };
    this.classes = densityClasses(options.density);
    this.blockRows = Math.min(options.batchSize, Math.max(1, Math.floor(BLOCK_LINES / this.panels)));
  }

  /**
   * Takes `steps` more steps with every model that has not diverged, one model after another.
   *
   * @returns [instances] Mean batch loss over the steps; NaN where none had a finite loss.
   * @throws {InputError} if steps is not an integer ≥ 0, or a model would take more than 2³² of them.
   */
  run(steps: number): Float64Array {
    if (!Number.isInteger(steps) || steps < 0) throw new InputError('run', 'steps to be an integer ≥ 0', String(steps));
    const on = this.place();
    return Float64Array.from({ length: this.instances }, (_, instance) => {
      const at = this.addressOf(on, instance);
      if (unsigned(on.stepOf(at)) + steps > 2 ** 32 - 1) throw new InputError('run', 'fewer than 2^32 steps in all', String(unsigned(on.stepOf(at)) + steps));
      on.run(at, steps);
      return on.lossSum(at) / unsigned(on.losses(at));
    });
  }

  /**
   * Takes one step with one model on the given rows instead of sampled ones.
   *
   * @param rows - [count, features] row-major; rounded to float32. Any number of rows.
   * @returns The loss of these rows before the step.
   */
  stepOn(instance: number, rows: ArrayLike<number>): number {
    const { features } = this.options;
    this.checkIndex('stepOn', instance);
    const count = rows.length / features;
    if (!Number.isInteger(count) || count < 1) throw new InputError('stepOn', `rows.length to be a positive multiple of features = ${features}`, String(rows.length));
    for (let e = 0; e < rows.length; e++) if (!Number.isFinite(rows[e])) throw new InputError('stepOn', 'finite entries', `${rows[e]!} at [${e}]`);
    const on = this.place();
    const at = this.addressOf(on, instance);
    on.clearLosses(at);
    if (on.isDiverged(at) !== 0) return NaN;
    on.beginStep(at);
    for (let row = 0; row < count; row += this.blockRows) on.addEvents(at, this.writeEvents(on, rows, row, Math.min(count, row + this.blockRows)));
    on.finishStep(at, count);
    return on.lossSum(at) / unsigned(on.losses(at));
  }

  /** The rows that a model trains on in a step, from 0: [batchSize, features] row-major. */
  samples(instance: number, step: number): Float64Array {
    this.checkIndex('samples', instance);
    checkWord(step, 'step', 'samples');
    const { features, batchSize } = this.options;
    const on = this.place();
    const rows = new Float64Array(batchSize * features);
    const [low, high] = this.seeds[instance]!;
    on.rewind();
    for (let row = 0; row < batchSize; row += this.blockRows) {
      const count = on.sample(Math.min(this.blockRows, batchSize - row), step, this.sources[instance]!.stream, low, high);
      const { features: lines, values, rows: rowOf } = this.events(on, count);
      for (let e = 0; e < count; e++) rows[(row + rowOf[e]!) * features + lines[2 * e]! / 64] = values[2 * e + 1]!;
    }
    return rows;
  }

  /** W [hidden, features] row-major, b [features]: copies. */
  model(instance: number): ToyModel {
    const { features, hidden } = this.options;
    this.checkIndex('model', instance);
    const on = this.place();
    return { features, hidden, ...this.unpack(on, on.current(this.addressOf(on, instance))) };
  }

  optimizerState(instance: number): OptimizerState {
    this.checkIndex('optimizerState', instance);
    const on = this.place();
    const at = this.addressOf(on, instance);
    return { steps: unsigned(on.stepOf(at)), first: this.unpack(on, on.firstMoments(at)), second: this.unpack(on, on.secondMoments(at)) };
  }

  /** Updates that led from the start to the model. */
  steps(instance: number): number {
    this.checkIndex('steps', instance);
    const on = this.place();
    return unsigned(on.stepOf(this.addressOf(on, instance)));
  }

  /** Whether the next step led out of the finite numbers; the model is then the last good one, and stays. */
  diverged(instance: number): boolean {
    this.checkIndex('diverged', instance);
    const on = this.place();
    return on.isDiverged(this.addressOf(on, instance)) !== 0;
  }

  /** Bytes of WebAssembly memory that all trainers of this thread share. */
  get memoryBytes(): number {
    return this.place().memory.buffer.byteLength;
  }

  private get panels(): number {
    return Math.ceil(this.options.features / PANEL);
  }

  private checkIndex(where: string, instance: number): void {
    if (!Number.isInteger(instance) || instance < 0 || instance >= this.instances) {
      throw new InputError(where, `an instance that is an integer in [0, ${this.instances})`, String(instance));
    }
  }

  private addressOf(on: MinibatchKernel, instance: number): number {
    return on.instancesAt() + instance * on.instanceBytes();
  }

  /** Sees to it that this trainer's models lie in the kernel's memory. */
  private place(): MinibatchKernel {
    const on = (kernel ??= loadKernel<MinibatchKernel>(wasm));
    if (placed.trainer === this) return on;
    placed.trainer?.park(on);
    placed.trainer = this;
    this.layOut(on);
    if (this.parked !== undefined) new Uint8Array(on.memory.buffer, on.instancesAt()).set(this.parked);
    else for (let instance = 0; instance < this.instances; instance++) this.start(on, instance);
    this.parked = undefined;
    return on;
  }

  private park(on: MinibatchKernel): void {
    this.parked = new Uint8Array(on.memory.buffer, on.instancesAt(), this.instances * on.instanceBytes()).slice();
  }

  private layOut(on: MinibatchKernel): void {
    const { features, hidden, batchSize, optimizer, learningRate, momentum, beta1, beta2, epsilon, weightDecay, importance } = this.options;
    const end = on.layOut(features, hidden, batchSize, this.blockRows, this.classes.length, this.path === 'gram', this.instances);
    const missing = end - on.memory.buffer.byteLength;
    if (missing > 0) on.memory.grow(Math.ceil(missing / PAGE));
    const { buffer } = on.memory;
    new Uint8Array(buffer, on.importanceAt(), end - on.importanceAt()).fill(0);
    new Float32Array(buffer, on.importanceAt(), features).set(importance);
    const starts = new Int32Array(buffer, on.classStartsAt(), this.classes.length + 1);
    const inverses = new Float64Array(buffer, on.inverseLogsAt(), this.classes.length);
    const members = new Int32Array(buffer, on.membersAt(), features);
    this.classes.forEach((one, c) => {
      inverses[c] = 1 / log1p(-one.density);
      members.set(one.features, starts[c]);
      starts[c + 1] = starts[c]! + one.features.length;
    });
    on.setRule(RULES[optimizer], learningRate, momentum, beta1, beta2, epsilon, weightDecay);
  }

  private start(on: MinibatchKernel, instance: number): void {
    const { features: n, hidden: m } = this.options;
    const at = this.addressOf(on, instance);
    const source = this.sources[instance]!;
    const { W, b } = source.start ?? xavierNormal(n, m, source);
    on.begin(at, ...this.seeds[instance]!, source.stream);
    const parameters = new Float32Array(on.memory.buffer, on.current(at), this.panels * (m + 1) * PANEL);
    for (let h = 0; h < m; h++) for (let i = 0; i < n; i++) parameters[this.indexOf(h, i)] = W[h * n + i]!;
    for (let i = 0; i < n; i++) parameters[this.indexOf(m, i)] = b[i]!;
  }

  /** Of entry (row, feature) in a matrix of `hidden + 1` rows cut into panels; row `hidden` is the bias. */
  private indexOf(row: number, feature: number): number {
    return (Math.floor(feature / PANEL) * (this.options.hidden + 1) + row) * PANEL + (feature % PANEL);
  }

  private unpack(on: MinibatchKernel, at: number): Pick<ToyModel, 'W' | 'b'> {
    const { features: n, hidden: m } = this.options;
    const packed = new Float32Array(on.memory.buffer, at, this.panels * (m + 1) * PANEL);
    return {
      W: Float64Array.from({ length: m * n }, (_, e) => packed[this.indexOf(Math.floor(e / n), e % n)]!),
      b: Float64Array.from({ length: n }, (_, i) => packed[this.indexOf(m, i)]!),
    };
  }

  private events(on: MinibatchKernel, count: number): { features: Uint32Array; values: Float32Array; rows: Int32Array } {
    const { buffer } = on.memory;
    return {
      features: new Uint32Array(buffer, on.eventsAt(), 2 * count),
      values: new Float32Array(buffer, on.eventsAt(), 2 * count),
      rows: new Int32Array(buffer, on.eventRowsAt(), count),
    };
  }

  /** The entries that are not 0 of rows `from` … `to` − 1, as events; returns how many. */
  private writeEvents(on: MinibatchKernel, rows: ArrayLike<number>, from: number, to: number): number {
    const n = this.options.features;
    const { features, values, rows: rowOf } = this.events(on, (to - from) * n);
    let count = 0;
    for (let row = from; row < to; row++) {
      for (let i = 0; i < n; i++) {
        const x = rows[row * n + i]!;
        if (x === 0) continue;
        features[2 * count] = 64 * i;
        values[2 * count + 1] = x;
        rowOf[count++] = row - from;
      }
    }
    return count;
  }
}

/** W[h, i] ~ Normal(0, 2/(features + hidden)), drawn in row-major order; b = 0. */
function xavierNormal(features: number, hidden: number, { seed, stream }: MinibatchInstance): Pick<ToyModel, 'W' | 'b'> {
  const random = new RandomStream(seed, stream);
  const deviation = Math.sqrt(2 / (features + hidden));
  return { W: Float64Array.from({ length: hidden * features }, () => deviation * random.normal()), b: new Float64Array(features) };
}

/** WebAssembly's 32-bit integers arrive signed. */
const unsigned = (word: number): number => word >>> 0;
