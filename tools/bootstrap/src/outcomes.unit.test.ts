import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testOutcomes } from './outcomes.mjs';
import { root } from './workspace.mjs';

/** A report of Vitest with one file in it. */
function report(file: string, assertionResults: object[], status = 'passed', message = ''): object {
  return { testResults: [{ name: join(root, file), status, message, assertionResults }] };
}

const passed = { fullName: ' adds', status: 'passed', meta: {} };
const failed = { fullName: ' adds', status: 'failed', meta: {} };

describe('testOutcomes', () => {
  it('names each test by file and title, and its kind by the file', () => {
    expect(testOutcomes('a:test', 0, report('packages/a/src/sum.prop.test.ts', [passed]))).toEqual([
      { kind: 'prop', name: 'packages/a/src/sum.prop.test.ts › adds', status: 'passed' },
    ]);
  });

  it('keeps a failed test', () => {
    expect(testOutcomes('a:test', 1, report('a.unit.test.ts', [passed, failed], 'failed')).map(({ status }) => status)).toEqual(['passed', 'failed']);
  });

  it('takes a skipped test with its reason, and fails one without', () => {
    const skipped = { fullName: 'paints', status: 'skipped', meta: { skipReason: 'no canvas' } };
    expect(testOutcomes('a:test', 0, report('a.unit.test.ts', [skipped]))[0]).toMatchObject({ status: 'skipped', reason: 'no canvas' });
    expect(testOutcomes('a:test', 0, report('a.unit.test.ts', [{ ...skipped, meta: {} }]))[0]).toMatchObject({ status: 'failed' });
  });

  it('fails the tests that a failed hook kept from running', () => {
    const hooked = report('a.e2e.test.ts', [{ ...passed, status: 'skipped' }], 'failed', 'Hook timed out');
    expect(testOutcomes('a:test', 1, hooked)).toEqual([
      { kind: 'e2e', name: 'a.e2e.test.ts › adds', status: 'failed', reason: 'did not run: something before it failed' },
    ]);
  });

  it('counts a file that could not be loaded as one failure', () => {
    expect(testOutcomes('a:test', 1, report('a.unit.test.ts', [], 'failed', 'Cannot find module x\nsomewhere'))).toEqual([
      { kind: 'unit', name: 'a.unit.test.ts', status: 'failed', reason: 'Cannot find module x' },
    ]);
  });

  it('never lets a run pass that failed, did not start, or reported nothing', () => {
    expect(testOutcomes('a:test', 1, report('a.unit.test.ts', [passed]))).toContainEqual(expect.objectContaining({ name: 'a:test', status: 'failed' }));
    expect(testOutcomes('a:test', undefined, undefined)).toMatchObject([{ status: 'failed' }]);
    expect(testOutcomes('a:test', 0, undefined)).toMatchObject([{ status: 'failed' }]);
    expect(testOutcomes('a:test', 0, { testResults: [] })).toMatchObject([{ status: 'failed' }]);
  });
});
