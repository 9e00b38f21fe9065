/**
 * @file Random records for property tests, and one small hand-made record for the others. Holds no tests itself.
 */
import * as fc from 'fast-check';
import type { CellRecord, CellResult } from './record.js';
import type { JournalResult } from './journal-line.js';

/** Every run draws the same cases. */
export const propertyOptions = { seed: 20_220_914, numRuns: 200 } as const;

/** Any finite double but −0, which JSON writes as 0. */
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const nonNegative = finite.map(Math.abs);
const count = fc.integer({ min: 0, max: 0x7fff_ffff });
/** Well-formed, and no byte order mark in front: Parquet's readers drop one. */
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('', '"', 'a,b', 'a\r\nb', '=1+1')).map((value) => value.replace(/^\ufeff+/, ''));

export function arbitraryRecord(): fc.Arbitrary<CellRecord> {
  return fc
    .record({ features: fc.integer({ min: 1, max: 5 }), hidden: fc.integer({ min: 1, max: 3 }), status: fc.constantFrom('done', 'diverged', 'failed') })
    .chain(({ features, hidden, status }) => {
      const each = (entry: fc.Arbitrary<number>, length = features): fc.Arbitrary<number[]> => fc.array(entry, { minLength: length, maxLength: length });
      const result: fc.Arbitrary<CellResult> = fc.record({
        loss: finite,
        errorBound: nonNegative,
        lossPerFeature: each(finite),
        gradientNorm: nonNegative,
        minHessianEigenvalue: fc.option(finite),
        phase: text,
        starts: count,
        bestCount: count,
        optimaCount: count,
        secondLoss: fc.option(finite),
        secondPhase: fc.option(text),
        evaluations: fc.maxSafeNat(),
        W: each(finite, features * hidden),
        b: each(finite),
        featureNorms: each(finite),
        dimensionality: each(finite),
        rank: count,
        tightness: finite,
        lossCurve: fc.array(finite, { maxLength: 8 }),
      });
      return fc.record({
        cell: fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 32, maxLength: 32 }).map((digits) => digits.join('')),
        status: fc.constant(status),
        backend: fc.constantFrom('core', 'simd'),
        parameters: fc.record({
          features: fc.constant(features),
          hidden: fc.constant(hidden),
          density: each(fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)),
          importance: each(nonNegative),
          method: fc.constantFrom('exact', 'sgd', 'adam', 'adamw'),
          seed: fc.integer({ min: 0, max: 0xffff_ffff }),
        }),
        result: status === 'failed' ? fc.constant(null) : result,
        error: status === 'done' ? fc.constant(null) : fc.record({ name: text, message: text }),
      });
    });
}

/** A done cell of two features and one hidden unit; the number makes its identity and loss. */
export function smallRecord(number = 1): CellRecord {
  return {
    cell: number.toString(16).padStart(32, '0'),
    status: 'done',
    backend: 'core',
    parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 0.5], method: 'exact', seed: 7 },
    result: {
      loss: number / 3,
      errorBound: 1e-12,
      lossPerFeature: [number / 6, number / 6],
      gradientNorm: 2e-10,
      minHessianEigenvalue: 0.25,
      phase: 'antipodal',
      starts: 8,
      bestCount: 6,
      optimaCount: 2,
      secondLoss: number,
      secondPhase: 'dedicated',
      evaluations: 431,
      W: [0.9, -0.9],
      b: [-0.1, -0.1],
      featureNorms: [0.9, 0.9],
      dimensionality: [0.5, 0.5],
      rank: 1,
      tightness: 0,
      lossCurve: [1, 0.5],
    },
    error: null,
  };
}

/** The same cell, failed. */
export function failedRecord(number = 1, message = 'no optimum'): CellRecord {
  return { ...smallRecord(number), status: 'failed', result: null, error: { name: 'NotConvergedError', message } };
}

export function timed(record: CellRecord, milliseconds = 1.5): JournalResult {
  return { record, timing: { milliseconds, worker: '0' } };
}
