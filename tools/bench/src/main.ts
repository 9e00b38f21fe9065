/**
 * @file The program behind `npm run bench`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InputError } from '@tegum/core';
import { cases } from './cases/index.js';
import { measure } from './harness/measure.js';
import { machineLine, table } from './harness/report.js';
import { compare } from './performance/compare.js';
import { normal, quick, type Effort } from './performance/effort.js';
import { nameOf } from './performance/problems.js';
import { markdown } from './performance/report/tables.js';
import { writeReport } from './performance/report/write.js';

const usage = `usage: npm run bench -- [--full | --quick] [--models 5x2,20x5] [--steps N] [--python PYTHON] [--figures FOLDER] [--write] [--json]
       npm run bench -- cases [--filter TEXT] [--rounds N] [--json]
       npm run bench -- kernels [--side N] [--errors] [--cycles N] [--node]

Without a word: one evaluation, one solve and one step of training, beside PyTorch, as tables. Some minutes.
  --full      trains the large models too: an hour
  --quick     small models, seconds: shows that everything works
  --models    only these sizes
  --steps     of AdamW that PyTorch trains for, default 10000
  --python    a Python that has PyTorch; default python3, else /usr/bin/python3
  --figures   draws the tables into this folder as SVG
  --write     writes tables and figures into docs/, and the figures that other pages quote
cases: single functions of the program.
kernels: seconds for pictures of 256 × 256 pixels on every backend, in Node and in Chromium (without it with --node).
  --side      times pictures of no longer a side, and reckons the rest
  --errors    largest errors against core
  --cycles    memory after so many kernels made, run and disposed of`;

const now = (): number => performance.now();

async function main(): Promise<number> {
  if (process.argv[2] === 'kernels' && !process.argv.includes('--help')) return runKernels(process.argv.slice(3));
  const { values, positionals } = options();
  if (values.help) {
    console.log(usage);
    return 0;
  }
  return positionals[0] === 'cases' ? runCases(values) : runComparison(values);
}

type Values = ReturnType<typeof options>['values'];

async function runComparison({ full, quick: small, models, steps, python, figures, write, json }: Values): Promise<number> {
  const say = (text: string): void => console.error(text);
  const pythons = python === undefined ? ['python3', '/usr/bin/python3'] : [python];
  const report = await compare({ effort: chosen({ ...(small ? quick : normal), full, ...(steps === undefined ? {} : { torchSteps: Number(steps) }) }, models), pythons, now, say });
  console.log(json ? JSON.stringify(report, null, 2) : markdown(report));
  for (const file of await writeReport(report, { ...(figures === undefined ? {} : { figures }), pages: write })) say(`wrote ${file}`);
  return 0;
}

/** The effort for the named models only. */
function chosen(effort: Effort, models: string | undefined): Effort {
  if (models === undefined) return effort;
  const names = models.replaceAll('x', '×').split(',');
  const known = effort.problems.map(nameOf);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new InputError('--models', `some of ${known.join(', ')}`, unknown);
  return { ...effort, problems: effort.problems.filter((problem) => names.includes(nameOf(problem))) };
}

/** A program of its own: it runs what its tests run, from source, in two places. */
async function runKernels(args: readonly string[]): Promise<number> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const flags = ['--expose-gc', '--conditions=@tegum/source', '--import', 'tsx', 'packages/kernels/bench/main.ts'];
  const child = spawn(process.execPath, [...flags, ...args], { cwd: root, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

async function runCases({ filter, rounds, json }: Values): Promise<number> {
  const chosen = cases.filter(({ name }) => name.includes(filter));
  if (chosen.length === 0) {
    console.error(`--filter: expected part of a case's name, got ${filter} (there are ${cases.map(({ name }) => name).join(', ')})`);
    return 2;
  }
  const measurements = await measure(chosen, { rounds: Number(rounds), batchMs: 20, warmUpMs: 200, now });
  const machine = machineLine();
  console.log(json ? JSON.stringify({ machine, measurements }, null, 2) : `${table(measurements)}\n\n${machine}`);
  return 0;
}

function options() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        full: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        models: { type: 'string' },
        steps: { type: 'string' },
        python: { type: 'string' },
        figures: { type: 'string' },
        write: { type: 'boolean', default: false },
        filter: { type: 'string', default: '' },
        rounds: { type: 'string', default: '15' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const { values, positionals } = parsed;
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds: expected an integer ≥ 1, got ${values.rounds}`);
    if (values.steps !== undefined && !/^[1-9]\d*$/.test(values.steps)) throw new Error(`--steps: expected an integer ≥ 1, got ${values.steps}`);
    if (positionals.length > 1 || (positionals.length === 1 && positionals[0] !== 'cases')) throw new Error(`bench: expected nothing or cases, got ${positionals.join(' ')}`);
    if (values.quick && (values.full || values.write)) throw new Error('--quick: expected without --full and --write, whose figures it does not measure');
    if (values.models !== undefined && values.write) throw new Error('--models: expected without --write, which wants every row');
    return parsed;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
