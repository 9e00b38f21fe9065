import { describe, expect, it } from 'vitest';
import { parseYaml } from './parse-yaml.js';

describe('parseYaml', () => {
  it('reads YAML and JSON alike', () => {
    expect(parseYaml('a: [1, 2]\nb: {c: x}\n', 's.yaml').data).toEqual({ a: [1, 2], b: { c: 'x' } });
    expect(parseYaml('{"a": [1, 2]}', 's.json').data).toEqual({ a: [1, 2] });
  });

  it('names file, line and column of a syntax error', () => {
    expect(() => parseYaml('a: 1\nb: [1, 2\nc: 3\n', 's.yaml')).toThrow(/^s\.yaml:3:1: expected well-formed YAML or JSON, got /);
  });

  it('refuses a key given twice', () => {
    expect(() => parseYaml('a: 1\na: 2\n', 's.yaml')).toThrow(/^s\.yaml:2:1: expected every key once, got "a" again/);
  });

  it('does not apply merge keys', () => {
    expect(parseYaml('base: &b {x: 1}\nuse:\n  <<: *b\n', 's.yaml').data).toEqual({ base: { x: 1 }, use: { '<<': { x: 1 } } });
  });

  it('refuses an alias bomb', () => {
    const bomb = ['a: &a [1,1,1,1,1,1,1,1,1]', ...'bcdefgh'.split('').map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)];
    expect(() => parseYaml(bomb.join('\n'), 's.yaml')).toThrow(/s\.yaml: expected at most 50 uses of aliases/);
  });

  it('refuses YAML of more than 64 KiB, and JSON of more than a mebibyte', () => {
    expect(() => parseYaml(`a: ${'x'.repeat(1 << 20)}`, 's.yaml')).toThrow(/at most 1 MiB/);
    expect(() => parseYaml(`a: ${'x'.repeat(1 << 16)}`, 's.yaml')).toThrow(/at most 64 KiB of YAML, or 1 MiB of JSON, got 65539 bytes/);
    const list = Array.from({ length: 100_000 }, (_, index) => index);
    expect(parseYaml(JSON.stringify(list), 's.json').data).toEqual(list);
  });

  it.each([
    ['brackets', '['.repeat(30_000)],
    ['braces', '{a: '.repeat(10_000)],
    ['dashes', '- '.repeat(30_000)],
    ['question marks', '? '.repeat(30_000)],
    ['question marks within', `{${'? '.repeat(30_000)}}`],
    ['indentation', Array.from({ length: 340 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuses nesting by %s that would end the process', (_, text) => {
    expect(() => parseYaml(text, 's.yaml')).toThrow(/^s\.yaml:\d+: expected at most 32 levels of nesting, got more$/);
  });

  it('reads many keys in a time that grows with their number', () => {
    const text = Array.from({ length: 7000 }, (_, index) => `k${String(index)}: 1`).join('\n');
    expect(Object.keys(parseYaml(text, 's.yaml').data as object)).toHaveLength(7000);
  });

  it('gives keys that JavaScript knows no other meaning', () => {
    const { data } = parseYaml('__proto__: {polluted: 1}\nconstructor: 2\n', 's.yaml');
    expect(Object.keys(data as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('locates a path, or the deepest part of it that exists', () => {
    const parsed = parseYaml('a: 1\nb:\n  - c: 2\n    d: 3\n', 's.yaml');
    expect(parsed.locate(['b', 0, 'd'])).toBe('4:8');
    expect(parsed.locate(['b', 0, 'absent'])).toBe('3:5');
    expect(parsed.locate([])).toBe('1:1');
  });
});
