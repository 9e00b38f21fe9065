/** @file The few matrix operations in which the notes' formulas are written. Row-major float64; shapes are trusted. */
import { multiply, solveLinear, transpose } from '@tegum/core';

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float64Array;
}

export function matrix(rows: number, columns: number, entries: ArrayLike<number>): Matrix {
  return { rows, columns, entries: Float64Array.from(entries) };
}

export function identity(size: number): Matrix {
  return matrix(size, size, Array.from({ length: size * size }, (_, e) => (e % (size + 1) === 0 ? 1 : 0)));
}

export function diagonalOf(values: ArrayLike<number>): Matrix {
  const size = values.length;
  return matrix(size, size, Array.from({ length: size * size }, (_, e) => (e % (size + 1) === 0 ? values[Math.floor(e / size)]! : 0)));
}

/** M₁ M₂ M₃ …, from the left. */
export function product(first: Matrix, ...others: readonly Matrix[]): Matrix {
  return others.reduce((left, right) => ({ rows: left.rows, columns: right.columns, entries: multiply(left.entries, right.entries, left.rows, left.columns, right.columns) }), first);
}

export function transposed({ rows, columns, entries }: Matrix): Matrix {
  return { rows: columns, columns: rows, entries: transpose(entries, rows, columns) };
}

export function sum(a: Matrix, b: Matrix, factor = 1): Matrix {
  return { ...a, entries: a.entries.map((value, e) => value + factor * b.entries[e]!) };
}

export function difference(a: Matrix, b: Matrix): Matrix {
  return sum(a, b, -1);
}

export function scaled(a: Matrix, factor: number): Matrix {
  return { ...a, entries: a.entries.map((value) => factor * value) };
}

export function trace({ entries, rows, columns }: Matrix): number {
  let total = 0;
  for (let i = 0; i < Math.min(rows, columns); i++) total += entries[i * columns + i]!;
  return total;
}

/** M⁻¹, column by column. */
export function inverse(a: Matrix): Matrix {
  const size = a.rows;
  const columns = Array.from({ length: size }, (_, j) => solveLinear(a.entries, Float64Array.from({ length: size }, (__, i) => (i === j ? 1 : 0))));
  return matrix(size, size, Array.from({ length: size * size }, (_, e) => columns[e % size]?.[Math.floor(e / size)] ?? Number.NaN));
}

/** P_A = A (AᵀA)⁻¹ Aᵀ: the orthogonal projection on the column space. */
export function projectionOnColumns(a: Matrix): Matrix {
  const t = transposed(a);
  return product(a, inverse(product(t, a)), t);
}

/** Largest |entry| of a − b. */
export function distance(a: Matrix, b: Matrix): number {
  return largest(difference(a, b).entries);
}

/** Largest magnitude; NaN if any entry is. */
export function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let e = 0; e < values.length; e++) {
    const magnitude = Math.abs(values[e]!);
    if (!(magnitude <= most)) most = magnitude;
  }
  return most;
}
