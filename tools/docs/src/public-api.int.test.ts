import { root } from '@tegum/bootstrap/workspace';
import { runExamples } from '@tegum/doctest';
import { describe, expect, it } from 'vitest';
import { publicEntries, publicExports } from './public-api.mjs';

const exported = publicExports();
const withExample = exported.filter(({ examples }) => examples.length > 0);
const bare = exported.filter(({ callable, examples }) => callable && examples.length === 0);

/** What a graphics card throws when it is lost, and two parts of the loss that work on a table `PopulationLoss` alone fills. */
const withoutExample = ['ContextLostError', 'Oscillation', 'cappingError'];

describe.each(publicEntries())('$entry', ({ entry }) => {
  const own = exported.filter((each) => each.entry === entry);

  it('says of every export what it is', () => {
    expect(own.filter(({ documentation }) => documentation.trim().length < 10).map(({ name }) => name)).toEqual([]);
  });

  it('shows an example of every function and class', () => {
    expect(bare.filter((each) => each.entry === entry && !withoutExample.includes(each.name)).map(({ name }) => name)).toEqual([]);
  });
});

describe('examples in docstrings', () => {
  it('are missing only where this file says so', () => {
    expect(withoutExample.filter((name) => !bare.some((each) => each.name === name))).toEqual([]);
  });

  it('give what they say, and say something', () => {
    const examples = withExample.flatMap(({ name, entry, examples }) => examples.map((code) => ({ name: `${entry} ${name}`, code, scope: entry })));
    expect(examples.length).toBeGreaterThan(200);
    expect(runExamples(examples, root).filter(({ checks, faults }) => checks === 0 || faults.length > 0)).toEqual([]);
  });
});
