import { root } from '@tegum/bootstrap/workspace';
import { runExamples } from '@tegum/doctest';
import { describe, expect, it } from 'vitest';
import { publicEntries, publicExports } from './public-api.mjs';

const exported = publicExports();

/** Entries whose every function and class shows an example: those whose arguments are numbers and plain data. */
const exemplary = ['core', 'data-reference', 'data-runs', 'data-sparse', 'data-tables', 'experiments', 'figures/node', 'kernels', 'notes', 'simd']
  .map((name) => `@tegum/${name}`);
/** Errors, a lost graphics context for one, and parts of loss, descent, training and figures of flows that other packages put together. */
const withoutExample = [
  'InputError', 'ContextLostError', 'Oscillation', 'cappingError', 'planByMeasure', 'ReferenceSolver', 'trainReference', 'compareFlows', 'criticalLosses', 'flowsToDraw',
  'flowSteps', 'reluFlowRightHandSide',
];

describe.each(publicEntries())('$entry', ({ entry }) => {
  const own = exported.filter((each) => each.entry === entry);

  it('says of every export what it is', () => {
    expect(own.filter(({ documentation }) => documentation.trim().length < 10).map(({ name }) => name)).toEqual([]);
  });

  it('shows an example of every function and class, where its arguments are plain', () => {
    const bare = own.filter(({ callable, examples, name }) => callable && examples.length === 0 && !withoutExample.includes(name));
    expect(exemplary.includes(entry) ? bare.map(({ name }) => name) : []).toEqual([]);
  });
});

describe('examples in docstrings', () => {
  it('give what they say', () => {
    const examples = exported.flatMap(({ name, entry, examples }) => examples.map((code) => ({ name: `${entry} ${name}`, code, scope: entry })));
    expect(examples.length).toBeGreaterThan(100);
    expect(runExamples(examples, root).filter(({ faults }) => faults.length > 0)).toEqual([]);
  });
});
