/**
 * @file From the runners' own reports to one list of outcomes.
 *
 * @typedef {object} Outcome One test, or one project's lint, typecheck or build.
 * @property {string} kind `lint`, `typecheck`, `build`, or the kind in a test file's name.
 * @property {string} name Where it is and what it is called.
 * @property {'passed' | 'failed' | 'skipped'} status
 * @property {string} [reason] Why it was skipped, or did not run.
 */
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { nxCache, projects, readJson, root } from './workspace.mjs';

/** Vitest config file in a project → the Nx target that runs it, how the report it writes is named, and which test files are its own. */
export const testConfigs = [
  { config: 'vitest.config.mts', target: 'test', report: '.json', suffix: '.test.ts' },
  { config: 'vitest.browser.config.mts', target: 'test-browser', report: '.browser.json', suffix: '.browser.test.ts' },
  { config: 'vitest.e2e.config.mts', target: 'e2e', report: '.e2e.json', suffix: '.e2e.test.ts' },
  { config: 'vitest.redis.config.mts', target: 'test-redis', report: '.redis.json', suffix: '.redis.test.ts' },
  { config: 'vitest.postgres.config.mts', target: 'test-postgres', report: '.postgres.json', suffix: '.postgres.test.ts' },
];

/**
 * What the last Nx run and the reports it left say.
 *
 * @param {ReadonlySet<string>} skippedTargets - Targets that were left out on purpose.
 * @returns {Outcome[]}
 */
export function collectOutcomes(skippedTargets) {
  const record = join(nxCache, 'run.json');
  if (!existsSync(record)) return [{ kind: 'workspace', name: 'Nx did not get as far as running anything', status: 'failed' }];
  /** @type {{ target: string, projectName: string, status: number }[]} */
  const tasks = readJson(record).tasks;
  const checks = tasks
    .filter((task) => !testConfigs.some(({ target }) => target === task.target))
    .map((task) => checkOutcome(task));
  const tests = projects().flatMap((project) =>
    testConfigs
      .filter(({ config, target }) => !skippedTargets.has(target) && existsSync(join(root, project.folder, config)))
      .flatMap(({ target, report }) => {
        const task = tasks.find((each) => each.target === target && each.projectName === project.name);
        const file = join(root, 'reports', `${project.name}${report}`);
        return testOutcomes(`${project.name}:${target}`, task?.status, existsSync(file) ? readJson(file) : undefined);
      }),
  );
  return [...checks, ...tests];
}

/**
 * @param {{ target: string, projectName: string, status: number }} task
 * @returns {Outcome}
 */
function checkOutcome(task) {
  return { kind: task.target, name: `${task.projectName}:${task.target}`, status: task.status === 0 ? 'passed' : 'failed' };
}

/**
 * The outcomes of one test run. A run that failed, or left no report, always has at least one failure.
 *
 * @param {string} task - For naming, as Nx writes it.
 * @param {number | undefined} exit - The task's exit code; undefined when it was not started.
 * @param {any} report - Vitest's JSON report, if there is one.
 * @returns {Outcome[]}
 */
export function testOutcomes(task, exit, report) {
  const outcomes = report === undefined ? [] : report.testResults.flatMap(fileOutcomes);
  if (exit === undefined) {
    return [{ kind: 'test', name: task, status: 'failed', reason: 'did not run: something it depends on failed' }];
  }
  if (outcomes.length === 0) return [{ kind: 'test', name: task, status: 'failed', reason: 'reported no test at all' }];
  if (exit !== 0 && !outcomes.some((/** @type {Outcome} */ each) => each.status === 'failed')) {
    outcomes.push({ kind: 'test', name: task, status: 'failed', reason: `ended with exit code ${exit} though no test failed` });
  }
  return outcomes;
}

/**
 * @param {{ name: string, status: string, message: string, assertionResults: any[] }} file
 * @returns {Outcome[]}
 */
function fileOutcomes(file) {
  const place = relative(root, file.name).split(sep).join('/');
  const kind = /\.(\w+)\.test\.\w+$/.exec(place)?.[1] ?? 'test';
  /** @type {Outcome[]} */
  const outcomes = file.assertionResults.map((test) => {
    const name = `${place} › ${test.fullName.trim()}`;
    if (test.status === 'passed') return { kind, name, status: 'passed' };
    if (test.status === 'failed') return { kind, name, status: 'failed' };
    const reason = test.meta?.skipReason;
    if (typeof reason === 'string') return { kind, name, status: 'skipped', reason };
    const fault = file.status === 'failed' ? 'did not run: something before it failed' : 'skipped without a reason: say one in its `meta.skipReason`';
    return { kind, name, status: 'failed', reason: fault };
  });
  if (file.status === 'failed' && !outcomes.some((each) => each.status === 'failed')) {
    outcomes.push({ kind, name: place, status: 'failed', reason: file.message.split('\n')[0] ?? '' });
  }
  return outcomes;
}
