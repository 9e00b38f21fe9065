import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const spec = `format: tegum-spec@1
name: small
model:
  features: 2
  hidden: 1
  density: 0.1
`;

const folder = temporaryFolder();
const files: Readonly<Record<string, string>> = {
  'good.yaml': spec,
  'malformed.yaml': 'model: {features: 2\nname: x\n',
  'density.yaml': spec.replace('0.1', '1.5'),
  'ragged.json': JSON.stringify({ format: 'tegum-model@1', W: [[1, 2, 3], [1, 2]], b: [0, 0, 0], density: 0.1 }),
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
mkdirSync(join(folder, 'full'));
writeFileSync(join(folder, 'full', 'thesis.tex'), '');

/** The process edge alone; every other kind of bad input is in `cli/bad-input.int.test.ts`. */
const cases: readonly (readonly [command: string, code: number, message: RegExp])[] = [
  ['run malformed.yaml', 2, /^tegum: malformed\.yaml:2:\d+: expected well-formed YAML or JSON, got /],
  ['run density.yaml', 2, /^tegum: density\.yaml:6:12: model\.density: expected .*\[0, 1\].* got 1\.5/],
  ['run good.yaml --out full', 2, /^tegum: full: expected an empty folder or a run, got a folder with thesis\.tex/],
  ['run good.yaml --out good.yaml', 2, /^tegum: good\.yaml: expected a folder/],
  ['run good.yaml --out good.yaml/run', 2, /^tegum: good\.yaml\/run: expected a folder/],
  ['evaluate ragged.json', 2, /^tegum: ragged\.json: W\[1\]: expected 3 numbers, one a feature, got 2/],
];

describe('bad input to the built command', () => {
  it.each(cases)('tegum %s: exit code %d and one clear line', async (command, code, message) => {
    const before = filesUnder(folder);
    const finished = await tegum(command.split(' '), folder);
    expect(finished.stderr).toMatch(message);
    expect(finished.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(finished).toMatchObject({ code, stdout: '' });
    expect(filesUnder(folder)).toEqual(before);
  });
});
