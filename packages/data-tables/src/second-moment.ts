/** @file Rows → Σ, the matrix a linear autoencoder sees. */
import { InputError } from '@tegum/core';
import type { Table } from './table.js';

/** Whether means are subtracted, and whether columns are scaled. */
export interface SecondMomentOptions {
  /** Subtract each column's mean first: Σ is then the covariance (divided by the number of rows, not by one less). Default false. */
  readonly centred?: boolean;
  /** Divide each column by its root mean square (its standard deviation, if centred): every σ_ii is 1. Default false. */
  readonly standardised?: boolean;
}

/**
 * Σ = (1/T) Σ_t x_t x_tᵀ of a table's rows.
 *
 * Shape      [columns, columns] row-major
 * Numerics   means are subtracted before products are formed, and sums are compensated (Neumaier 1974): relative error of an entry about ε
 *            times the ratio of Σ_t |x_ti x_tj| to |Σ_t x_ti x_tj|, whatever the number of rows
 * Cost       O(rows · columns²)
 *
 * @throws {InputError} if a column to be standardised is constant (or 0).
 *
 * @example
 * secondMoment({ columns: ['a', 'b'], rowCount: 2, values: Float64Array.of(1, 0, 0, 2) }); // → [ 0.5, 0, 0, 2 ]
 */
export function secondMoment(table: Table, { centred = false, standardised = false }: SecondMomentOptions = {}): Float64Array {
  const { columns, rowCount } = table;
  const n = columns.length;
  const values = table.values.slice();
  if (centred) {
    for (let j = 0; j < n; j++) {
      const mean = compensatedSum(rowCount, (t) => values[t * n + j]!) / rowCount;
      for (let t = 0; t < rowCount; t++) values[t * n + j]! -= mean;
    }
  }
  if (standardised) {
    for (let j = 0; j < n; j++) {
      const scale = Math.sqrt(compensatedSum(rowCount, (t) => values[t * n + j]! * values[t * n + j]!) / rowCount);
      if (scale === 0) throw new InputError(`secondMoment: column ${JSON.stringify(columns[j])}`, 'values that vary, to standardise', 'a constant');
      for (let t = 0; t < rowCount; t++) values[t * n + j]! /= scale;
    }
  }
  const sigma = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const moment = compensatedSum(rowCount, (t) => values[t * n + i]! * values[t * n + j]!) / rowCount;
      sigma[i * n + j] = moment;
      sigma[j * n + i] = moment;
    }
  }
  return sigma;
}

function compensatedSum(count: number, term: (t: number) => number): number {
  let total = 0;
  let lost = 0;
  for (let t = 0; t < count; t++) {
    const value = term(t);
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}
