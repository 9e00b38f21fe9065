import { describe, expect, it } from 'vitest';
import { applyOverrides, applySeed } from './overrides.js';

describe('applyOverrides', () => {
  it('sets values as JSON, else as text, and the last assignment wins', () => {
    const spec = { name: 'a', model: { features: 2, density: 0.5 } };
    const outcome = applyOverrides(spec, ['train.starts=16', 'model.density={"list":[0.1]}', 'name=b=c', 'train.starts=4']);
    expect(outcome).toEqual({ name: 'b=c', model: { features: 2, density: { list: [0.1] } }, train: { starts: 4 } });
  });

  it('leaves the given spec as it was', () => {
    const spec = { model: { features: 2 } };
    applyOverrides(spec, ['model.features=3']);
    expect(spec).toEqual({ model: { features: 2 } });
  });

  it('does not reach prototypes', () => {
    applyOverrides({}, ['__proto__.polluted=1', 'constructor.prototype.polluted=1']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['starts', '--set starts: expected path=value, got "starts" (e.g. --set train.starts=16)'],
    ['=5', '--set =5: expected path=value, got "=5" (e.g. --set train.starts=16)'],
    ['train..starts=5', '--set train..starts=5: expected keys joined by single dots, got "train..starts"'],
    ['model.density.list=[1]', '--set model.density.list: expected model.density to be an object, got 0.5 (give model.density a whole value)'],
  ])('refuses %s', (assignment, message) => {
    const apply = () => applyOverrides({ model: { density: 0.5 } }, [assignment]);
    expect(apply).toThrow(expect.objectContaining({ message }));
  });
});

describe('applySeed', () => {
  it('sets the base seed', () => {
    expect(applySeed({ name: 'a' }, 7)).toEqual({ name: 'a', baseSeed: 7 });
  });
});
