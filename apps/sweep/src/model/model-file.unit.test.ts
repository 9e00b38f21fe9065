import { describe, expect, it } from 'vitest';
import { asUniform, encodeModel, parseModel } from './model-file.js';

const good = { format: 'tegum-model@1', W: [[1, 0, -1], [0, 1, 0]], b: [0, 0.5, 0], density: 0.1 };

function parse(changes: object): ReturnType<typeof parseModel> {
  return parseModel(JSON.stringify({ ...good, ...changes }), 'm.json');
}

describe('parseModel', () => {
  it('reads W by rows, spreads one density and defaults the importance to 1', () => {
    const { model, importance, distribution } = parse({});
    expect(model).toEqual({ features: 3, hidden: 2, W: Float64Array.of(1, 0, -1, 0, 1, 0), b: Float64Array.of(0, 0.5, 0) });
    expect(importance).toEqual(Float64Array.of(1, 1, 1));
    expect(distribution).toMatchObject({ kind: 'uniform-sparse', density: Float64Array.of(0.1, 0.1, 0.1) });
  });

  it('takes a distribution in place of the density', () => {
    const file = parse({ density: undefined, distribution: { kind: 'exactly-active', active: 1, magnitude: 'one' } });
    expect(file.distribution).toMatchObject({ kind: 'exactly-active', density: new Float64Array(3).fill(1 / 3), law: { magnitude: 'one' } });
    expect(asUniform(file)).toBeNull();
    const same = parse({ density: undefined, distribution: { kind: 'uniform-sparse', density: 0.1 } });
    expect(asUniform(same)).toEqual(asUniform(parse({})));
  });

  it('reads back what encodeModel writes', () => {
    const file = parse({ density: [0.1, 0.2, 1], importance: [1, 0.5, 0] });
    expect(parseModel(encodeModel(asUniform(file)!), 'again')).toEqual(file);
    expect(encodeModel(asUniform(parse({}))!)).toContain('"density":0.1,');
  });

  it.each([
    [{ format: 'tegum-model@2' }, 'm.json: format: expected "tegum-model@1", got "tegum-model@2"'],
    [{ densty: 1 }, 'm.json: densty: expected one of the keys format, W, b, density, distribution, importance, got an unknown one (did you mean "density"?)'],
    [{ W: [[1, 2], [3]] }, 'm.json: W: expected fewer rows (hidden) than columns (features), got 2 × 2'],
    [{ W: [[1, 2, 3], [4, 5]] }, 'm.json: W[1]: expected 3 numbers, one a feature, got 2'],
    [{ W: [[1, 2, null], [3, 4, 5]] }, 'm.json: W[0][2]: expected a finite number, got null'],
    [{ W: [] }, 'm.json: W: expected an array of hidden rows, got an empty array'],
    [{ b: [1, 2] }, 'm.json: b: expected 3 numbers, one a feature, got 2'],
    [{ density: 1.5 }, 'm.json: density: expected a number in [0, 1], got 1.5'],
    [{ density: [0.1, -0.1, 0.1] }, 'm.json: density[1]: expected a number in [0, 1], got -0.1'],
    [{ importance: [1, 1, '1'] }, 'm.json: importance[2]: expected a number ≥ 0, got "1"'],
    [{ distribution: { kind: 'uniform-sparse', density: 1 } }, 'm.json: density: expected density or distribution, got both (the distribution has the density in it)'],
    [{ density: undefined, distribution: { kind: 'exactly-active', active: 4 } }, 'm.json: distribution.active: expected a number of active features from 0 to 3, got 4'],
    [{ density: undefined }, 'm.json: density: expected an array of 3 numbers, got nothing'],
  ])('refuses %j', (changes, message) => {
    expect(() => parse(changes)).toThrow(message);
  });

  it('refuses a number too large to be finite', () => {
    expect(() => parseModel(JSON.stringify(good).replace('0.5', '1e999'), 'm.json')).toThrow('m.json: b[1]: expected a finite number, got Infinity');
  });

  it('names line and column of a syntax error', () => {
    expect(() => parseModel('{"format":\n  1,}', 'm.json')).toThrow(/^m\.json:2:5: expected well-formed JSON, got /);
    expect(() => parseModel('[]', 'm.json')).toThrow('m.json: expected an object, got an empty array');
  });
});
