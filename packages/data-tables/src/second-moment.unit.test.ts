import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { secondMoment } from './second-moment.js';
import type { Table } from './table.js';

const table = (columns: number, ...values: number[]): Table => ({
  columns: Array.from({ length: columns }, (_, index) => `c${String(index)}`),
  rowCount: values.length / columns,
  values: Float64Array.from(values),
});

describe('secondMoment', () => {
  const rows = table(2, 1, 2, 3, 4, 5, 0);

  it('averages x xᵀ over the rows', () => {
    expectClose(secondMoment(rows), Float64Array.of(35 / 3, 14 / 3, 14 / 3, 20 / 3), { rtol: 1e-15 });
  });

  it('is the covariance when centred, and has ones on the diagonal when standardised', () => {
    expectClose(secondMoment(rows, { centred: true }), Float64Array.of(8 / 3, -4 / 3, -4 / 3, 8 / 3), { rtol: 1e-15 });
    expectClose(secondMoment(rows, { centred: true, standardised: true }), Float64Array.of(1, -0.5, -0.5, 1), { rtol: 1e-15 });
  });

  it('loses nothing to a large common offset', () => {
    const shifted = table(2, ...Array.from(rows.values, (value) => value + 2 ** 40));
    expectClose(secondMoment(shifted, { centred: true }), Float64Array.of(8 / 3, -4 / 3, -4 / 3, 8 / 3), { rtol: 1e-15 });
  });

  it('refuses to standardise a constant, and leaves the table as it was', () => {
    expect(() => secondMoment(table(2, 1, 7, 2, 7), { centred: true, standardised: true })).toThrow('secondMoment: column "c1": expected values that vary, to standardise, got a constant');
    expect(rows.values).toEqual(Float64Array.of(1, 2, 3, 4, 5, 0));
  });
});
