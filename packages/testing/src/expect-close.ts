export interface Tolerance {
  /** Relative to |expected|; default 0. */
  readonly rtol?: number;
  /** Absolute; default 0. */
  readonly atol?: number;
  /** Whether NaN equals NaN; default false. */
  readonly equalNaN?: boolean;
}

/**
 * Asserts |actual − expected| ≤ atol + rtol·|expected| for every entry. With no tolerance given, entries must be equal.
 *
 * Shape       two numbers, or two sequences of one length
 * Edge cases  infinities must match exactly, sign included; NaN fails unless `equalNaN`
 *
 * @throws {Error} naming the number of failing entries, the worst index, both values and the tolerance, e.g.
 *   `2/3 entries differ; worst at [2]: expected 3, got 2 (rtol 0.001, atol 0)`.
 */
export function expectClose(actual: ArrayLike<number> | number, expected: ArrayLike<number> | number, tolerance: Tolerance = {}): void {
  const got = typeof actual === 'number' ? [actual] : actual;
  const want = typeof expected === 'number' ? [expected] : expected;
  const { rtol = 0, atol = 0, equalNaN = false } = tolerance;
  if (!(rtol >= 0) || !(atol >= 0)) throw new Error(`expectClose: expected tolerances ≥ 0, got rtol ${rtol}, atol ${atol}`);
  if (got.length !== want.length) throw new Error(`lengths differ: expected ${want.length} entries, got ${got.length}`);

  let failures = 0;
  let worst = -1;
  let worstExcess = -Infinity;
  for (let i = 0; i < want.length; i++) {
    const excess = excessOver(got[i]!, want[i]!, rtol, atol, equalNaN);
    if (!(excess > 0)) continue;
    failures += 1;
    if (excess > worstExcess) {
      worstExcess = excess;
      worst = i;
    }
  }
  if (failures > 0) {
    throw new Error(
      `${failures}/${want.length} entries differ; worst at [${worst}]: expected ${want[worst]}, got ${got[worst]} (rtol ${rtol}, atol ${atol})`,
    );
  }
}

/** How far the difference exceeds the tolerance; Infinity where no finite difference exists, 0 where the entries agree. */
function excessOver(actual: number, expected: number, rtol: number, atol: number, equalNaN: boolean): number {
  if (actual === expected) return 0;
  if (actual !== actual && expected !== expected) return equalNaN ? 0 : Infinity;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Infinity;
  return Math.abs(actual - expected) - (atol + rtol * Math.abs(expected));
}
