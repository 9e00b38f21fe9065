/** @file Where a flow has ended, and whether it is at rest there. */
import type { FlowObserver } from './flow-observer.js';
import { leastLoss, type SecondMoment } from './second-moment.js';

/**
 * `minimum`: at rest at a critical point of least loss; `saddle`: at rest at another; `partial isometry`: at rest where
 * G² = G projects on a span that eigenvectors do not make up, an equilibrium of (22) alone; `moving`: not at rest.
 */
export type FlowEndKind = 'minimum' | 'saddle' | 'partial isometry' | 'moving';

/** Where a flow was when its integration ended, and what that place is. */
export interface FlowEnd {
  readonly kind: FlowEndKind;
  readonly time: number;
  readonly loss: number;
  /** loss − Σ_{i>m} λ_i: how far from what PCA reaches. */
  readonly gap: number;
  /** ‖ẏ‖₂. */
  readonly speed: number;
  /** Nearest critical set, 1-based, and ‖M − P_I‖_F to it; see `NearestCritical`. */
  readonly indices: readonly number[];
  readonly distance: number;
  /** The state: W [m, n], or A [n, m] then B [m, n]. */
  readonly state: Float64Array;
}

/** At rest: ‖ẏ‖ ≤ this times λ₁, or what the tolerance of the integration lets it fall to. */
const REST = 1e-8;
const REST_PER_TOLERANCE = 100;
/** Distance within which a state at rest is at a critical point or a projection: its slow directions may still be so far from their end. */
const AT = 1e-3;
/** The same for the critical points of (22), which has no such directions: beside them, too, lie isometries at which it rests. */
const AT_AMONG_ISOMETRIES = 1e-6;

/** ‖ẏ‖ at or below which a flow counts as at rest. */
function restingSpeed({ eigenvalues }: SecondMoment, tolerance: number): number {
  return eigenvalues[0]! * Math.max(REST, REST_PER_TOLERANCE * tolerance);
}

/** At rest for good: at a least loss, or for (22) at any isometry of rank m, and not at a saddle on the way. */
export function isSettled(observer: FlowObserver, state: Float64Array, tolerance: number): boolean {
  const { moment, hidden, flow } = observer;
  if (observer.speed(state) > restingSpeed(moment, tolerance)) return false;
  if (flow === 'notes') return Math.abs(observer.trace(state) - hidden) < AT;
  return observer.loss(state) - leastLoss(moment, hidden) < AT * moment.eigenvalues.at(-1)!;
}

/** The end of a flow at a state, which is copied. */
export function describeEnd(observer: FlowObserver, state: Float64Array, time: number, tolerance: number): FlowEnd {
  const { moment, hidden } = observer;
  const speed = observer.speed(state);
  const loss = observer.loss(state);
  const { indices, distance } = observer.nearest(state);
  const gap = loss - leastLoss(moment, hidden);
  const kind = ((): FlowEndKind => {
    if (speed > restingSpeed(moment, tolerance)) return 'moving';
    if (distance <= (observer.flow === 'notes' ? AT_AMONG_ISOMETRIES : AT)) return isLeast(moment, indices, hidden) ? 'minimum' : 'saddle';
    return observer.projectionDefect(state) <= AT ? 'partial isometry' : 'moving';
  })();
  return { kind, time, loss, gap, speed, indices, distance, state: state.slice() };
}

/** m eigenvalues are learned, and none of them is less than one that is not. */
function isLeast({ spaces }: SecondMoment, indices: readonly number[], hidden: number): boolean {
  const { first, multiplicity } = spaces.findLast((space) => space.first <= hidden)!;
  return indices.length === hidden && indices.every((index) => index < first + multiplicity);
}
