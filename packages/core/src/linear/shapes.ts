/** @file Checks at the edge of the linear autoencoder's functions. */
import { InputError } from '../errors.js';

export function checkSizes(where: string, features: number, hidden: number): void {
  if (!Number.isInteger(features) || features < 1) throw new InputError(where, 'features to be an integer ≥ 1', String(features));
  if (!Number.isInteger(hidden) || hidden < 1) throw new InputError(where, 'hidden to be an integer ≥ 1', String(hidden));
}

export function checkMatrix(where: string, name: string, entries: Float64Array, rows: number, columns: number): void {
  if (entries.length !== rows * columns) {
    throw new InputError(`${where}: ${name}`, `${rows} × ${columns} = ${rows * columns} entries`, String(entries.length));
  }
  const wrong = entries.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const place = `row ${Math.floor(wrong / columns) + 1}, column ${(wrong % columns) + 1}`;
    throw new InputError(`${where}: ${name}`, 'finite entries', `${entries[wrong]} at ${place}`);
  }
}
