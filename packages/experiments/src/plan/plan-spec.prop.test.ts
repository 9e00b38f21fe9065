import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../spec/parse-spec.js';
import type { SpecInput } from '../spec/spec-schema.js';
import { cellId } from './cell-identity.js';
import { planSpec } from './plan-spec.js';

const seed = 20_260_102;

function axisOf(values: fc.Arbitrary<number>) {
  return fc.uniqueArray(values, { minLength: 1, maxLength: 4, comparator: 'SameValueZero' }).map((list) => ({ list }));
}
const unit = fc.double({ min: 0, max: 1, noNaN: true });

const spec = fc.record({
  features: axisOf(fc.integer({ min: 5, max: 9 })),
  hidden: axisOf(fc.integer({ min: 1, max: 4 })),
  density: axisOf(unit),
  last: axisOf(unit),
  starts: axisOf(fc.integer({ min: 1, max: 99 })),
  seeds: fc.integer({ min: 1, max: 3 }),
});

describe('planSpec', () => {
  it('has as many cells as the product of its axes, each distinct, each the one cellAt gives', () => {
    fc.assert(
      fc.property(spec, ({ features, hidden, density, last, starts, seeds }) => {
        const input: SpecInput = {
          format: 'tegum-spec@1',
          name: 'a',
          model: { features, hidden, density, importance: { last } },
          train: { starts },
          seeds,
        };
        const plan = planSpec(parseSpec(input));
        const product = [features, hidden, density, last, starts].reduce((count, axis) => count * axis.list.length, seeds);
        const cells = [...plan.cells()];
        expect(plan.cellCount).toBe(product);
        expect(cells.length).toBe(product);
        expect(new Set(cells.map((cell) => cell.id)).size).toBe(product);
        const middle = Math.floor(product / 2);
        expect(plan.cellAt(middle)).toEqual(cells[middle]);
        expect(cellId(cells[middle]!.content)).toBe(cells[middle]!.id);
      }),
      { seed, numRuns: 30 },
    );
  });
});
