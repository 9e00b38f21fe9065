/** @file What can be said about one state of a flow. */
import { sumOfSquares } from '../numerics/matrix.js';
import { multiplyByTransposeInto, multiplyInto, transposeMultiplyInto } from '../numerics/products.js';
import { CriticalSets, type NearestCritical } from './nearest-critical.js';
import type { RightHandSide } from './dormand-prince.js';
import { flowRightHandSide, reconstructionInto, type FlowName } from './flows.js';
import type { SecondMoment } from './second-moment.js';

/** Measures states of one flow; its arrays are used again at every call. Cost O(n³) a call at the most. */
export class FlowObserver {
  readonly rightHandSide: RightHandSide;
  private readonly sets: CriticalSets;
  private readonly map: Float64Array;
  private readonly residual: Float64Array;
  private readonly weighted: Float64Array;
  private readonly derivative: Float64Array;
  private readonly balance: Float64Array;
  private readonly square: Float64Array;

  constructor(
    readonly flow: FlowName,
    readonly moment: SecondMoment,
    readonly hidden: number,
    dimension: number,
  ) {
    const n = moment.features;
    this.rightHandSide = flowRightHandSide(flow, moment.sigma, n, hidden);
    this.sets = new CriticalSets(moment, hidden);
    [this.map, this.residual, this.weighted] = [new Float64Array(n * n), new Float64Array(n * n), new Float64Array(n * n)];
    this.derivative = new Float64Array(dimension);
    [this.balance, this.square] = [new Float64Array(hidden * hidden), new Float64Array(hidden * hidden)];
  }

  /** L = tr (I − M)Σ(I − M)ᵀ with M = AB or G. */
  loss(state: Float64Array): number {
    const n = this.moment.features;
    reconstructionInto(this.map, this.flow, state, n, this.hidden);
    for (let e = 0; e < n * n; e++) this.residual[e] = (e % (n + 1) === 0 ? 1 : 0) - this.map[e]!;
    multiplyInto(this.weighted, this.residual, this.moment.sigma, n, n, n);
    let loss = 0;
    for (let e = 0; e < n * n; e++) loss += this.weighted[e]! * this.residual[e]!;
    return loss;
  }

  /** ‖ẏ‖₂. */
  speed(state: Float64Array): number {
    this.rightHandSide(this.derivative, state, 0);
    return Math.sqrt(sumOfSquares(this.derivative));
  }

  nearest(state: Float64Array): NearestCritical {
    reconstructionInto(this.map, this.flow, state, this.moment.features, this.hidden);
    return this.sets.nearest(this.map);
  }

  /** ‖G² − G‖_F, or ‖(AB)² − AB‖_F: 0 if the map is a projection, which makes W a partial isometry. */
  projectionDefect(state: Float64Array): number {
    const n = this.moment.features;
    reconstructionInto(this.map, this.flow, state, n, this.hidden);
    multiplyInto(this.residual, this.map, this.map, n, n, n);
    for (let e = 0; e < n * n; e++) this.residual[e]! -= this.map[e]!;
    return Math.sqrt(sumOfSquares(this.residual));
  }

  /** tr G or tr AB: the rank of a projection. */
  trace(state: Float64Array): number {
    const n = this.moment.features;
    reconstructionInto(this.map, this.flow, state, n, this.hidden);
    let trace = 0;
    for (let i = 0; i < n; i++) trace += this.map[i * n + i]!;
    return trace;
  }

  /** AᵀA − BBᵀ of an untied state, [m, m], which its flow conserves. The array is overwritten by the next call. */
  balanceMatrix(state: Float64Array): Float64Array {
    const [n, m] = [this.moment.features, this.hidden];
    const size = n * m;
    const b = state.subarray(size);
    transposeMultiplyInto(this.balance, state.subarray(0, size), state.subarray(0, size), m, n, m);
    multiplyByTransposeInto(this.square, b, b, m, n, m);
    for (let e = 0; e < m * m; e++) this.balance[e]! -= this.square[e]!;
    return this.balance;
  }
}
