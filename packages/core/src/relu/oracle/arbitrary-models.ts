/**
 * @file Random models and populations for property tests: the ordinary ones and every edge the loss has to get right.
 */
import fc from 'fast-check';
import type { Population, ToyModel } from '../../model.js';

export interface Case {
  readonly model: ToyModel;
  readonly population: Population;
}

/** Multiples of 2⁻³⁰ in [low, high]: shrinks towards round numbers. */
const real = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.ceil(low * 2 ** 30), max: Math.floor(high * 2 ** 30) }).map((k) => k / 2 ** 30);

/** Sizes of W, from nearly nothing to far beyond any optimum. */
const size = fc.oneof(
  { weight: 4, arbitrary: real(0.3, 1.2) },
  { weight: 2, arbitrary: real(1.2, 2) },
  { weight: 1, arbitrary: fc.constantFrom(1e-6, 1e-4, 1e-2, 0.1) },
);

const density = fc.oneof(
  { weight: 4, arbitrary: real(0.01, 0.99) },
  { weight: 2, arbitrary: real(0, 0.1) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 1e-6, 1 - 2 ** -30) },
);

const importance = fc.oneof(
  { weight: 4, arbitrary: real(0.1, 3) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 1e-4, 100) },
);

/** How a column relates to what stands before it. */
const columnKind = fc.oneof(
  { weight: 8, arbitrary: fc.constant('free' as const) },
  { weight: 4, arbitrary: fc.constantFrom('dead', 'nearly-dead', 'duplicate', 'antipode', 'axis', 'short') },
);

/** Bias relative to the square of the size of W, which is the size of the couplings. */
const relativeBias = fc.oneof(
  { weight: 5, arbitrary: real(-0.5, 0.3) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: real(-3, 3) },
);

const column = (hidden: number) =>
  fc.record({
    kind: columnKind,
    direction: fc.array(real(-1, 1), { minLength: hidden, maxLength: hidden }),
    axis: fc.nat({ max: hidden - 1 }),
    bias: relativeBias,
    density,
    importance,
  });

export function arbitraryCase(fewest: number, most: number): fc.Arbitrary<Case> {
  return fc
    .integer({ min: fewest, max: most })
    .chain((features) => fc.tuple(fc.constant(features), fc.integer({ min: 1, max: features - 1 })))
    .chain(([features, hidden]) =>
      fc.tuple(fc.constant(hidden), size, fc.array(column(hidden), { minLength: features, maxLength: features })),
    )
    .map(([hidden, scale, columns]) => {
      const features = columns.length;
      const W = new Float64Array(hidden * features);
      columns.forEach(({ kind, direction, axis }, i) => {
        for (let h = 0; h < hidden; h++) {
          const before = i > 0 ? W[h * features + i - 1]! : direction[h]! * scale;
          if (kind === 'free') W[h * features + i] = direction[h]! * scale;
          else if (kind === 'dead') W[h * features + i] = 0;
          else if (kind === 'nearly-dead') W[h * features + i] = direction[h]! * 1e-9;
          else if (kind === 'short') W[h * features + i] = direction[h]! * scale * 1e-3;
          else if (kind === 'duplicate') W[h * features + i] = before;
          else if (kind === 'antipode') W[h * features + i] = -before;
          else W[h * features + i] = h === axis ? scale : 0;
        }
      });
      return {
        model: { features, hidden, W, b: Float64Array.from(columns, (c) => c.bias * scale * scale) },
        population: {
          density: Float64Array.from(columns, (c) => c.density),
          importance: Float64Array.from(columns, (c) => c.importance),
        },
      };
    });
}
