/** @file Specs that are broken in ten thousand ways, and output folders with five hundred hostile names. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../errors/exit-code.js';
import { describeError } from '../errors/report.js';
import { planText } from '../spec/load-spec.js';
import { filesUnder, temporaryFolder } from '../testing/spawn-tegum.js';
import { tegumHere } from '../testing/tegum-here.js';

const good = `format: tegum-spec@1
name: small
model:
  features: 2
  hidden: 1
  density: {list: [0.1, 0.5]}
  importance: {last: {logspace: [0.5, 2, 3]}}
train: {starts: 1, tolerance: 1.0e-6}
seeds: 2
zip: []
figures: [phase-diagram]
`;

/** mulberry32: the same ten thousand each time. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const fragments = ['{', '}', '[', ']', ':', '- ', '\n', '"', "'", '&a', '*a', '!!js/function', '|', '>', '%', '@', '#', '\0', '\u2028', '\ud800', '.nan', '.inf', '-1', '1e999', '0x10', '2', 'null', '~', 'true', '__proto__', 'constructor', '{list: []}', '{linspace: [0, 1, 1e9]}', '{__proto__: 1}', 'x'.repeat(500), '['.repeat(200), '<<: *a', '---', '...', '? ', ': ', '\t', '\ufeff', '9007199254740993', '😀'];
const structures = [
  (text: string) => text.replace(/features: 2/, 'features: {linspace: [2, 4096, 4095]}'),
  (text: string) => text.replace(/list: \[.*?\]/, 'list: [0.1, 0.1]'),
  (text: string) => text.replace('small', '../../etc/passwd'),
  (text: string) => text.replace('hidden: 1', 'hidden: 2'),
  (text: string) => `${text}__proto__: {polluted: true}\n`,
  (text: string) => `${text}constructor: {prototype: {polluted: true}}\n`,
  (text: string) => text.replace('phase-diagram', '../../../x'),
  (text: string) => JSON.stringify({ text }),
];

function mutated(random: () => number): string {
  const below = (count: number): number => Math.floor(random() * count);
  let text = random() < 0.15 ? structures[below(structures.length)]!(good) : good;
  for (let edits = 1 + below(3); edits > 0; edits--) {
    const at = below(text.length);
    const length = below(12);
    const kind = random();
    if (kind < 0.4) text = text.slice(0, at) + fragments[below(fragments.length)]! + text.slice(at);
    else if (kind < 0.6) text = text.slice(0, at) + text.slice(at + length);
    else if (kind < 0.75) text = text.slice(0, at);
    else if (kind < 0.9) text = text.slice(0, at) + fragments[below(fragments.length)]! + text.slice(at + length);
    else text = text.slice(0, at) + String.fromCharCode(below(0x250)) + text.slice(at + 1);
  }
  return text;
}

describe('malformed specs', () => {
  it('are each one clear error of exit code 2, ten thousand of them', { timeout: 300_000 }, () => {
    const random = randomOf(1);
    let malformed = 0;
    while (malformed < 10_000) {
      const text = mutated(random);
      try {
        planText(text, 'spec.yaml', { set: [] });
      } catch (error) {
        malformed += 1;
        const shown = JSON.stringify(text);
        expect(exitCodeOf(error), shown).toBe(2);
        const message = describeError(error);
        expect(message, shown).toMatch(/^tegum: spec\.yaml(:\d+)*: (.*: )?expected .*, got .*\n$/);
        expect(message.length, shown).toBeLessThan(1500);
        // What a terminal would obey, and not show, never reaches it.
        expect([...message.slice(0, -1)].filter((character) => character < ' ' || character === '\u007f'), shown).toEqual([]);
      }
    }
    expect(({} as { readonly polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('hostile names of the output folder', () => {
  const folder = temporaryFolder();
  const inside = join(folder, 'inside');
  const home = process.cwd();
  beforeAll(() => {
    mkdirSync(join(folder, 'outside'));
    mkdirSync(inside);
    writeFileSync(join(folder, 'outside', 'thesis.tex'), 'precious');
    writeFileSync(join(inside, 'spec.yaml'), good);
    symlinkSync(join(folder, 'outside'), join(inside, 'link'));
    symlinkSync(join(folder, 'nowhere'), join(inside, 'dangling'));
    process.chdir(inside);
  });
  afterAll(() => process.chdir(home));

  it('are each one clear error of exit code 2, five hundred of them, and nothing is written', { timeout: 300_000 }, async () => {
    const bases = ['../outside', 'link', 'spec.yaml', 'spec.yaml/run', '/dev/null', '/dev/null/run', 'dangling', '\0', 'a\0b', 'x'.repeat(300), `${'y/'.repeat(3000)}z`, '../outside/thesis.tex', 'link/thesis.tex/run', './../outside/.', '.', '..'];
    const endings = ['', '/', '/.', '//', '/./', '\0', '/\0', '/x\0.svg'];
    const controls = Array.from({ length: 400 }, (_, index) => `n${String(index)}/${'../'.repeat(index % 7)}${String.fromCharCode(index % 32)}${'x'.repeat(index % 5)}`);
    const names = ['', '/', ...bases.flatMap((base) => endings.map((ending) => base + ending)), ...controls];
    expect(names.length).toBeGreaterThanOrEqual(500);
    const before = filesUnder(folder);
    for (const name of names) {
      const { code, stderr } = await tegumHere('run', 'spec.yaml', '--progress', 'none', '--threads', '1', '--out', name);
      const shown = JSON.stringify(name.slice(0, 60));
      expect(code, `${shown}: ${stderr}`).toBe(2);
      expect(stderr, shown).toMatch(/^tegum: .*expected .*, got .*\n$/);
      expect([...stderr.slice(0, -1)].filter((character) => character < ' '), shown).toEqual([]);
    }
    expect(filesUnder(folder)).toEqual(before);
    expect(readFileSync(join(folder, 'outside', 'thesis.tex'), 'utf8')).toBe('precious');
    expect(readdirSync(inside).sort()).toEqual(['dangling', 'link', 'spec.yaml']);
  });
});
