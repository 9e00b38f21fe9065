/**
 * @file The loss under a law of groups, from its definition: every active set, integrated over the values of its features.
 *
 * With t the value of one active feature and all others integrated out, (x_i − ReLU(z))² is a piecewise polynomial in t, whose
 * pieces meet where z passes 0 with the others at a corner of their intervals. Its total degree is 2 and grows by at most one an
 * integration, so Gauss–Legendre with 4 nodes on each piece is exact up to six active features, but for rounding.
 *
 * Shares no code with `lawLoss`: no moments, no characteristic functions, no series.
 *
 * Cost       O(2^(l²/2) 4^l) for a set of l active features
 */
import type { ToyModel } from '../../model.js';
import type { GroupedLaw } from '../law/feature-law.js';

/** The intervals of `MagnitudeKind`, anew; a value that is fixed has an interval of no length. */
const intervals = { uniform: [0, 1], 'signed-uniform': [-1, 1], one: [1, 1] } as const;

/** Nodes on [−1, 1] and their weights, which add up to 2. */
const inner = Math.sqrt(3 / 7 - (2 / 7) * Math.sqrt(6 / 5));
const outer = Math.sqrt(3 / 7 + (2 / 7) * Math.sqrt(6 / 5));
const heavy = (18 + Math.sqrt(30)) / 36;
const light = (18 - Math.sqrt(30)) / 36;
const nodes = [
  [-outer, light],
  [-inner, heavy],
  [inner, heavy],
  [outer, light],
] as const;

/** Σ_i I_i E(x_i − ReLU(WᵀWx + b)_i)², of at most six features active at once. */
export function quadratureLoss(model: ToyModel, importance: Float64Array, law: GroupedLaw): number {
  let total = 0;
  eachActiveSet(law, (active, probability) => {
    for (let i = 0; i < model.features; i++) {
      if (importance[i] !== 0) total += probability * importance[i]! * expectedSquare(model, i, active, intervals[law.magnitude]);
    }
  });
  return total;
}

/** Every set of active features with its probability, where that is not 0. */
export function eachActiveSet({ features: n, groups }: GroupedLaw, visit: (active: readonly number[], probability: number) => void): void {
  // How many sets of each size a group has, by counting them.
  const counts = groups.map(({ features }) => {
    const bySize = new Array<number>(features.length + 1).fill(0);
    for (let set = 0; set < 2 ** features.length; set++) bySize[features.filter((_, f) => ((set >> f) & 1) === 1).length]! += 1;
    return bySize;
  });
  for (let set = 0; set < 2 ** n; set++) {
    let probability = 1;
    groups.forEach(({ features, activeCount }, g) => {
      const size = features.filter((i) => ((set >> i) & 1) === 1).length;
      probability *= activeCount[size]! / counts[g]![size]!;
    });
    if (probability > 0) visit(Array.from({ length: n }, (_, i) => i).filter((i) => ((set >> i) & 1) === 1), probability);
  }
}

/** E(x_i − ReLU(z_i))² with just these features active. */
function expectedSquare({ features: n, hidden: m, W, b }: ToyModel, i: number, active: readonly number[], [low, high]: readonly [number, number]): number {
  const couplings = active.map((j) => {
    let dot = 0;
    for (let h = 0; h < m; h++) dot += W[h * n + i]! * W[h * n + j]!;
    return dot;
  });
  /** −(Σ of the couplings from `next` on, each at either end), ascending: what z so far must be for a kink. */
  const kinks = couplings.map((_, next) => {
    let corners = [0];
    for (const a of couplings.slice(next + 1)) corners = corners.flatMap((corner) => [corner - a * low, corner - a * high]);
    return Float64Array.from(corners).sort();
  });

  const integrate = (next: number, z: number, own: number): number => {
    if (next === active.length) return (own - Math.max(z, 0)) ** 2;
    const a = couplings[next]!;
    const at = (t: number): number => integrate(next + 1, z + a * t, active[next] === i ? t : own);
    if (low === high) return at(low);
    const ends = Array.from(kinks[next]!, (kink) => (kink - z) / a).filter((t) => t > low && t < high);
    ends.sort((s, t) => s - t).push(high);
    let total = 0;
    let from = low;
    for (const to of ends) {
      const half = (to - from) / 2;
      if (half > 0) for (const [node, weight] of nodes) total += weight * half * at(from + half * (1 + node));
      from = to;
    }
    return total / (high - low);
  };
  return integrate(0, b[i]!, 0);
}
