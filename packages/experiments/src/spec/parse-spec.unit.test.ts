import { InputError } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { parseSpec } from './parse-spec.js';

const model = { features: 2, hidden: 1, density: 0.5 };
const base = { format: 'tegum-spec@1', name: 'a', model };
const withModel = (change: object) => ({ ...base, model: { ...model, ...change } });

describe('parseSpec', () => {
  it('writes out every default', () => {
    expect(parseSpec(base)).toEqual({
      format: 'tegum-spec@1',
      name: 'a',
      model: { ...model, importance: 1 },
      train: { method: 'exact', starts: 8, tolerance: 1e-9, maxIterations: 500 },
      seeds: 1,
      baseSeed: 0,
      zip: [],
      figures: [],
    });
  });

  it('gives adamw its own weight decay, and leaves it open where methods disagree', () => {
    const decay = (train: object) => parseSpec({ ...base, train }).train.weightDecay;
    expect(decay({ method: 'adamw' })).toBe(0.01);
    expect(decay({ method: 'adam' })).toBe(0);
    expect(decay({ method: { list: ['adam', 'adamw'] } })).toBeUndefined();
    expect(decay({ method: { list: ['adam', 'adamw'] }, weightDecay: 0.1 })).toBe(0.1);
  });

  it('reads what it wrote', () => {
    const once = parseSpec({ ...base, train: { method: { list: ['sgd', 'adamw'] } }, seeds: [3, 1], figures: ['gram'] });
    expect(parseSpec(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  const refused: readonly (readonly [unknown, string])[] = [
    [null, 'spec: expected an object with keys and values, got null'],
    [{}, 'format: expected "tegum-spec@1", got nothing (the format this version reads)'],
    [{ ...base, name: 'A b' }, 'name: expected a name of a–z, 0–9 and -, at most 64 long, got "A b"'],
    [{ ...base, modle: model }, 'modle: expected one of the keys format, name, description, model, train, seeds, baseSeed, zip, figures, got "modle" (did you mean "model"?)'],
    [withModel({ densty: 1 }), 'model.densty: expected one of the keys features, hidden, density, importance, got "densty" (did you mean "density"?)'],
    [withModel({ density: 1.5 }), 'model.density: expected a number in [0, 1], got 1.5'],
    [withModel({ density: NaN }), 'model.density: expected a number in [0, 1], an array with one entry a feature, or an axis {list: […]}, {linspace: [from, to, count]} or {logspace: [from, to, count]}, got NaN'],
    [withModel({ density: { list: [0.5, Infinity] } }), 'model.density.list[1]: expected a number in [0, 1], got Infinity'],
    [withModel({ density: { logspace: [0, 1, 3] } }), 'model.density.logspace[0]: expected a number in (0, 1], got 0 (a logarithmic axis cannot reach 0: use linspace or list)'],
    [withModel({ density: { logspce: [0.1, 1, 3] } }), 'model.density.logspce: expected one of the keys list, linspace, logspace, got "logspce" (did you mean "logspace"?)'],
    [withModel({ density: { linspace: [0, 1] } }), 'model.density.linspace: expected three numbers [from, to, count], got an array of 2'],
    [withModel({ density: { linspace: [0, 1, 2e7] } }), 'model.density.linspace[2]: expected an integer in [1, 1000000], got 20000000'],
    [withModel({ density: { list: [] } }), 'model.density.list: expected at least one value, got an empty array (an empty axis makes an empty sweep)'],
    [withModel({ density: [0.1, -1] }), 'model.density[1]: expected a number in [0, 1], got -1'],
    [withModel({ features: 2.5 }), 'model.features: expected an integer in [2, 4096], or an axis {list: […]}, {linspace: [from, to, count]} or {logspace: [from, to, count]}, got 2.5'],
    [withModel({ hidden: 0 }), 'model.hidden: expected an integer in [1, 4095], got 0'],
    [withModel({ importance: { last: { list: [-1] } } }), 'model.importance.last.list[0]: expected a number ≥ 0, got -1'],
    [withModel({ importance: { geometric: 0 } }), 'model.importance.geometric: expected a number > 0, got 0'],
    [{ ...base, train: { method: 'sdg' } }, 'train.method: expected one of exact, sgd, adam, adamw, or {list: […]} of these, got "sdg"'],
    [{ ...base, train: { steps: 5 } }, 'train.steps: expected a parameter of method exact: starts, tolerance, maxIterations, got steps (only sgd, adam, adamw read it: remove it or change train.method)'],
    [{ ...base, train: { method: { list: ['exact', 'sgd'] }, steps: { list: [1, 2] } } }, 'train.steps: expected one value, since not every method of exact, sgd reads it, got an axis (only sgd, adam, adamw read it: give one value, or sweep these methods in a spec of their own)'],
    [{ ...base, seeds: [1, -1] }, 'seeds[1]: expected an integer in [0, 4294967295], got -1'],
    [{ ...base, seeds: [1], baseSeed: 3 }, 'baseSeed: expected no base seed beside a list of seeds, got 3 (make seeds a count, or put the seed in the list)'],
    [{ ...base, seeds: 2, baseSeed: 4294967295 }, 'baseSeed: expected at most 4294967294 for 2 seeds, got 4294967295 (seeds end at 4294967295)'],
    [{ ...base, zip: [['seeds']] }, 'zip[0]: expected at least two axes, got an array of 1 (one axis needs no zip)'],
    [{ ...base, figures: ['phase'] }, 'figures[0]: expected one of phase-diagram, dimensionality, polygons, gram, loss-curves, got "phase"'],
  ];
  it.each(refused)('refuses %j', (spec, message) => {
    const parse = () => parseSpec(spec);
    expect(parse).toThrow(InputError);
    expect(parse).toThrow(expect.objectContaining({ message }));
  });

  it('refuses a hostile key as it refuses any other', () => {
    expect(() => parseSpec(JSON.parse('{"__proto__": {"format": "tegum-spec@1"}}'))).toThrow(/^__proto__: expected one of the keys/);
  });
});
