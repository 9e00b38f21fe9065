import { describe, expect, it } from 'vitest';
import { recordIssue } from './record-schema.js';
import { failedRecord, smallRecord } from './record.arbitrary.test.js';

const good = smallRecord();
const result = (change: object): object => ({ ...good, result: { ...good.result, ...change } });
const parameters = (change: object): object => ({ ...good, parameters: { ...good.parameters, ...change } });

describe('recordIssue', () => {
  it('finds nothing in done, diverged and failed records', () => {
    const diverged = { ...good, status: 'diverged', error: { name: 'Diverged', message: 'step 12' } };
    expect([good, diverged, failedRecord()].map(recordIssue)).toEqual([null, null, null]);
  });

  it.each([
    ['cell', { ...good, cell: good.cell.replace('0', 'G') }],
    ['cell', { ...good, cell: 'abc' }],
    ['status', { ...good, status: 'lost' }],
    ['', { ...good, extra: 1 }],
    ['result', result({ extra: 1 })],
    ['parameters.density.1', parameters({ density: [0.1, 1.5] })],
    ['parameters.density', parameters({ density: [0.1] })],
    ['parameters.importance.0', parameters({ importance: [-1, 1] })],
    ['parameters.seed', parameters({ seed: 2 ** 32 })],
    ['parameters.seed', parameters({ seed: 0.5 })],
    ['parameters.hidden', parameters({ hidden: 0 })],
    ['parameters.method', parameters({ method: 'lbfgs' })],
    ['result.loss', result({ loss: Number.NaN })],
    ['result.loss', result({ loss: null })],
    ['result.errorBound', result({ errorBound: -1 })],
    ['result.W.1', result({ W: [1, Number.POSITIVE_INFINITY] })],
    ['result.W', result({ W: [1] })],
    ['result.b', result({ b: [1, 2, 3] })],
    ['result.dimensionality', result({ dimensionality: [] })],
    ['result', { ...good, result: null }],
    ['result', { ...failedRecord(), result: good.result }],
    ['error', { ...good, error: { name: 'E', message: '' } }],
    ['error', { ...failedRecord(), error: null }],
  ])('names %j', (path, value) => {
    expect(recordIssue(value)?.path).toBe(path);
  });
});
