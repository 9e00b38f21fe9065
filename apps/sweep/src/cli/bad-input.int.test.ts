import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesUnder, temporaryFolder } from '../testing/spawn-tegum.js';
import { tegumHere, words, type Ended } from '../testing/tegum-here.js';

const spec = `format: tegum-spec@1
name: small
model:
  features: 2
  hidden: 1
  density: {list: [0.1, 0.5]}
train: {starts: 1}
`;
const model = { format: 'tegum-model@1', W: [[1, -1]], b: [0, 0], density: 0.1 };

const folder = temporaryFolder();
const files: Readonly<Record<string, string>> = {
  'good.yaml': spec,
  'malformed.yaml': 'format: tegum-spec@1\nmodel: {features: 2\nname: x\n',
  'unknown-key.yaml': spec.replace('hidden:', 'hiden:'),
  'unknown-train-key.yaml': spec.replace('starts: 1', 'start: 1'),
  'wrong-shape.yaml': spec.replace('{list: [0.1, 0.5]}', '[0.1, 0.2, 0.3]'),
  'nan.yaml': spec.replace('0.5', '.nan'),
  'density.yaml': spec.replace('0.5', '1.5'),
  'hidden.yaml': spec.replace('hidden: 1', 'hidden: 2'),
  'huge.yaml': spec.replace('{list: [0.1, 0.5]}', '{linspace: [0, 1, 4000]}').replace('hidden: 1', 'hidden: 1\n  importance: {last: {linspace: [0, 1, 4000]}}'),
  'empty.yaml': '',
  'good.json': JSON.stringify(model),
  'broken.json': '{"format":',
  'ragged.json': JSON.stringify({ ...model, W: [[1, 2, 3], [1, 2]], b: [0, 0, 0] }),
  'wide.json': JSON.stringify({ ...model, W: [[1, 2], [1, 2]] }),
  'model-density.json': JSON.stringify({ ...model, density: -1 }),
  'model-nan.json': JSON.stringify(model).replace('0.1', 'NaN'),
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
mkdirSync(join(folder, 'full'));
writeFileSync(join(folder, 'full', 'thesis.tex'), '');

const cases: readonly (readonly [command: string, code: number, message: RegExp])[] = [
  ['run malformed.yaml', 2, /^tegum: malformed\.yaml:3:\d+: expected well-formed YAML or JSON, got /],
  ['run unknown-key.yaml', 2, /^tegum: unknown-key\.yaml:5:\d+: model\.hiden: expected .*did you mean "hidden"\?/],
  ['run unknown-train-key.yaml', 2, /^tegum: unknown-train-key\.yaml:7:\d+: train\.start: expected .*did you mean "starts"\?/],
  ['run wrong-shape.yaml', 2, /^tegum: wrong-shape\.yaml:6:12: model\.density: expected .*got .*3/],
  ['run nan.yaml', 2, /^tegum: nan\.yaml:6:25: model\.density\.list\[1\]: expected .*got NaN/],
  ['run density.yaml', 2, /^tegum: density\.yaml:6:25: model\.density\.list\[1\]: expected .*\[0, 1\], got 1\.5/],
  ['run hidden.yaml', 2, /^tegum: hidden\.yaml:5:\d+: model\.hidden: expected .*got hidden 2 with features 2/],
  ['run huge.yaml', 2, /^tegum: huge\.yaml: expected at most 10000000 cells, got 16000000 \(.*--yes/],
  ['run empty.yaml', 2, /^tegum: empty\.yaml:1:1: /],
  ['run absent.yaml', 2, /^tegum: absent\.yaml: expected an existing path/],
  ['run phase-diagram-2x2', 2, /^tegum: preset: expected one of .*did you mean/],
  ['run good.yaml --set model.hidden=3', 2, /^tegum: --set model\.hidden=3: model\.hidden: expected/],
  ['run good.yaml --set model.hidden', 2, /^tegum: --set model\.hidden: expected path=value/],
  ['run good.yaml --seed -1', 2, /^tegum: --seed: expected an integer from 0/],
  ['run good.yaml --threads 0', 2, /^tegum: --threads: expected an integer from 1/],
  ['run good.yaml --thread 2', 2, /^tegum: --thread: expected an option of this command, got an unknown one \(did you mean --threads\?\)/],
  ['run good.yaml --progress loud', 2, /^tegum: --progress: expected one of bar, json, none, got "loud"/],
  ['run good.yaml --out', 2, /^tegum: --out: expected a value after it/],
  ['run', 2, /^tegum: spec: expected a value, got nothing/],
  ['rum good.yaml', 2, /^tegum: rum: expected a command of tegum, got an unknown one \(did you mean run\?\)/],
  ['run good.yaml extra', 2, /^tegum: tegum run: expected 1 argument, got 2/],
  ['run good.yaml --engine remote', 2, /^tegum: --engine: expected local, redis:\/\/host:port or postgres:.*got "remote"/],
  ['run good.yaml --engine redis://u:hunter2@127.0.0.1:1', 6, /^tegum: --engine: expected a server that answers, got redis:\/\/127\.0\.0\.1:1: connect ECONNREFUSED/],
  ['run good.yaml --engine redis://u:hunter2@queue.example', 6, /^tegum: --engine: expected TLS to a server elsewhere, got redis:\/\/queue\.example without it/],
  ['worker --engine postgres://u:hunter2@127.0.0.1:1/x', 6, /^tegum: --engine: expected a server that answers, got postgres:\/\/127\.0\.0\.1:1\/x: connect ECONNREFUSED/],
  ['worker', 2, /^tegum: tegum worker: expected --engine, or --shard and a run folder, got neither/],
  ['resume full', 2, /^tegum: full: expected a run folder/],
  ['status absent', 2, /^tegum: absent: expected a run folder/],
  ['export full --csv', 2, /^tegum: full: expected a run folder/],
  ['export full', 2, /^tegum: tegum export: expected one of --csv, --parquet, --json, got none/],
  ['figure full', 2, /^tegum: full: expected a run folder/],
  ['figure full --name pie', 2, /^tegum: --name: expected one of /],
  ['evaluate broken.json', 2, /^tegum: broken\.json.*: expected well-formed JSON/],
  ['evaluate ragged.json', 2, /^tegum: ragged\.json: W\[1\]: expected 3 numbers, one a feature, got 2/],
  ['evaluate wide.json', 2, /^tegum: wide\.json: W: expected fewer rows/],
  ['evaluate model-density.json', 2, /^tegum: model-density\.json: density: expected a number in \[0, 1\], got -1/],
  ['evaluate model-nan.json', 2, /^tegum: model-nan\.json.*: expected well-formed JSON/],
  ['evaluate good.json --tolerance 0', 2, /^tegum: --tolerance: expected a number between 0 and 1/],
  ['evaluate absent.json', 2, /^tegum: absent\.json: expected an existing path/],
  ['train --features 5 --hidden 5 --density 0.1', 2, /^tegum: --hidden: expected .*got 5/],
  ['train --features 5 --hidden 2 --density 1.1', 2, /^tegum: --density: expected a number from 0 to 1, got "1\.1"/],
  ['train --features 5 --hidden 2 --density 0.1,0.2', 2, /^tegum: --density: expected 1 number, or 5, one a feature, got 2/],
  ['train --features 5 --hidden 2', 2, /^tegum: --density: expected a value, got nothing/],
];

const run = (command: string): Promise<Ended> => tegumHere(...words(command));

describe('bad input', () => {
  const home = process.cwd();
  beforeAll(() => process.chdir(folder));
  afterAll(() => process.chdir(home));

  it.each(cases)('tegum %s: exit code %d and one clear line', async (command, code, message) => {
    const before = filesUnder(folder);
    const finished = await run(command);
    expect(finished.stderr).toMatch(message);
    expect(finished.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(finished).toMatchObject({ code, stdout: '' });
    expect(filesUnder(folder)).toEqual(before);
  });
});
