/** @file Pictures in several launches: a browser takes the graphics context away from a launch that computes for many seconds. */

export interface Launch {
  /** First row of the picture in this launch, and rows that are the picture's: beyond them the last row is repeated. */
  readonly first: number;
  readonly rows: number;
}

export interface Launches {
  /** Rows of every launch, the last included, so that one compiled kernel serves all. */
  readonly band: number;
  readonly launches: readonly Launch[];
}

/** Splits a picture into bands of rows with at most so many pixels, but at least one row. */
export function launchesOf(width: number, height: number, mostPixels: number): Launches {
  const band = Math.min(height, Math.max(1, Math.floor(mostPixels / width)));
  const launches = Array.from({ length: Math.ceil(height / band) }, (_, k) => ({ first: k * band, rows: Math.min(band, height - k * band) }));
  return { band, launches };
}

/** The coordinates of a launch's rows. */
export function rowsOf(values: Float64Array, first: number, band: number): Float32Array {
  return Float32Array.from({ length: band }, (_, y) => values[Math.min(first + y, values.length - 1)]!);
}
