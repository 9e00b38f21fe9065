/**
 * @file `npm test`: every check there is, on a machine with nothing but Node and npm. The last line counts them.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { programs } from './programs.mjs';
import { ensureProgram } from './src/find-program.mjs';
import { install } from './src/install.mjs';
import { requireNode } from './src/node-version.mjs';
import { collectOutcomes, testConfigs } from './src/outcomes.mjs';
import { summarise } from './src/summary.mjs';
import { nx, nxCache, projects, root } from './src/workspace.mjs';

/** @import { Outcome } from './src/outcomes.mjs' */
/** @import { Program } from './programs.mjs' */

requireNode();
await install();

/** @type {Outcome[]} */
const absent = [];
const skippedTargets = new Set();
for (const program of programs) {
  const reason = await ensureProgram(program);
  if (reason === undefined) continue;
  for (const target of program.targets) skippedTargets.add(target);
  absent.push(...testsThatNeed(program, reason));
}

// Both are what the count is made from: left-overs of an earlier run must not be counted. Nx restores cached reports.
rmSync(join(root, 'reports'), { recursive: true, force: true });
rmSync(join(nxCache, 'run.json'), { force: true });
const targets = ['lint', 'typecheck', 'build', 'test', ...programs.flatMap(({ targets: needing }) => needing)];
const exit = await nx([
  'run-many',
  `--targets=${[...new Set(targets)].filter((target) => !skippedTargets.has(target)).join(',')}`,
  `--parallel=${Math.max(2, Math.floor(availableParallelism() / 2))}`,
]);

const outcomes = [...collectOutcomes(skippedTargets), ...absent];
if (exit !== 0 && !outcomes.some(({ status }) => status === 'failed')) {
  outcomes.push({ kind: 'workspace', name: `Nx ended with exit code ${exit}`, status: 'failed' });
}
const { lines, ok } = summarise(outcomes);
console.log(`\n${lines.join('\n')}`);
process.exitCode = ok ? 0 : 1;

/**
 * One outcome for each test file that a missing program leaves unrun: skipped by name, or failed where all must run.
 *
 * @param {Program} program
 * @param {string} reason
 * @returns {Outcome[]}
 */
function testsThatNeed(program, reason) {
  const status = process.env['CI'] === 'true' ? 'failed' : 'skipped';
  return testConfigs
    .filter(({ target }) => program.targets.includes(target))
    .flatMap(({ config, suffix }) =>
      projects()
        .filter(({ folder }) => existsSync(join(root, folder, config)))
        .flatMap(({ folder }) => readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith(suffix))
          .map((file) => ({ kind: suffix.split('.')[1] ?? '', name: `${folder}/src/${file}`, status, reason }))),
    );
}
