/** @file The stretches of a flow during which it lingers near a critical point. */
import type { DormandPrince } from './dormand-prince.js';
import type { FlowObserver } from './flow-observer.js';
import { lossOfSet } from './second-moment.js';

/** A stretch of time during which a flow lingered near a critical point. */
export interface Plateau {
  readonly from: number;
  readonly to: number;
  /** The critical set visited, 1-based; see `NearestCritical`. */
  readonly indices: readonly number[];
  /** Σ_{i∉I} λ_i. */
  readonly criticalLoss: number;
  /** Where the flow came nearest, at the ends of steps: its loss, ‖M − P_I‖_F and ‖ẏ‖. */
  readonly loss: number;
  readonly distance: number;
  readonly speed: number;
}

/**
 * A state is at a critical point P if ‖M − P‖_F ≤ plateauDistance and ‖ẏ‖ ≤ 2λ₁√plateauDistance.
 *
 * The second, which near a critical point follows from the first if the weights are balanced, keeps out states whose map is near
 * P although they move fast: large A with B ≈ 0. The root is there since M is quadratic in weights that are still near 0.
 */
export const plateauDistance = 0.1;

/** Fed with every step of a solver, it collects plateaus; their ends are located on the dense output. */
export class PlateauWatch {
  readonly plateaus: Plateau[] = [];
  private current: Plateau | undefined;

  constructor(
    private readonly observer: FlowObserver,
    state: Float64Array,
    time: number,
  ) {
    if (this.excess(state) <= 0) this.enter(state, time);
  }

  /** After each accepted step. */
  afterStep(solver: DormandPrince): void {
    const inside = this.excess(solver.state) <= 0;
    if (inside === (this.current !== undefined)) {
      if (inside) this.approach(solver.state, solver.time);
      return;
    }
    const crossing = solver.locate((state) => this.excess(state));
    if (inside) {
      this.enter(solver.state, crossing);
      this.approach(solver.state, solver.time);
    } else this.leave(crossing);
  }

  /** The end of the path is the end of a plateau that still lasts. */
  finish(time: number): readonly Plateau[] {
    if (this.current !== undefined) this.leave(time);
    return this.plateaus;
  }

  /** ≤ 0 at a plateau. */
  private excess(state: Float64Array): number {
    const { observer } = this;
    const pace = observer.speed(state) / (2 * observer.moment.eigenvalues[0]!);
    return Math.max(observer.nearest(state).distance, pace * pace) - plateauDistance;
  }

  private enter(state: Float64Array, from: number): void {
    this.current = { from, ...this.describe(state), to: from };
  }

  private approach(state: Float64Array, to: number): void {
    const current = this.current!;
    const here = this.describe(state);
    this.current = here.distance < current.distance ? { ...here, from: current.from, to } : { ...current, to };
  }

  private leave(to: number): void {
    const { from, indices, criticalLoss, loss, distance, speed } = this.current!;
    this.plateaus.push({ from, to, indices, criticalLoss, loss, distance, speed });
    this.current = undefined;
  }

  private describe(state: Float64Array): Omit<Plateau, 'from' | 'to'> {
    const { observer } = this;
    const { indices, distance } = observer.nearest(state);
    return { indices, criticalLoss: lossOfSet(observer.moment, indices), loss: observer.loss(state), distance, speed: observer.speed(state) };
  }
}
