import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '@tegum/bootstrap/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, repositoryFiles } from './repository-files.mjs';

const [, firstHour = ''] = /## The first hour\n([\s\S]*?)\n## /.exec(read('CONTRIBUTING.md')) ?? [];
const commands = [...firstHour.matchAll(/`((?:npm|npx|node) [^`]+)`/g)].map(([, command = '']) => command);

/** What a newcomer has: the files as they are now, and nothing installed, built or kept from an earlier run. */
const folder = join(mkdtempSync(join(tmpdir(), 'tegum-first-hour-')), 'tegum');

/** What the run of the tests around this one has set does not reach a newcomer. npm takes packages it has fetched before. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:NX_|npm_|VITEST|NODE_OPTIONS|NODE_ENV|TEST$)/.test(name))),
  NX_DAEMON: 'false', NX_TUI: 'false', npm_config_prefer_offline: 'true',
};

/** Runs a command in the copy; throws, with what it said, where it fails. */
function inCopy(command: string, minutes: number): string {
  const options = { cwd: folder, env: environment, encoding: 'utf8', stdio: 'pipe', shell: true, maxBuffer: 1 << 26, timeout: minutes * 60_000 } as const;
  return execFileSync(command, options);
}

beforeAll(() => {
  for (const file of repositoryFiles()) cpSync(join(root, file), join(folder, file));
});
afterAll(() => {
  rmSync(join(folder, '..'), { recursive: true, maxRetries: 3 });
});

// `npm test` is the one command that is not run here, since it is what runs this: that it works is what its own last line says.
describe('the first hour, in a copy with nothing installed', () => {
  it('starts with `npm start` and `npm test`', () => {
    expect(commands.slice(0, 2)).toEqual(['npm start', 'npm test']);
    expect(commands.length).toBeGreaterThanOrEqual(4);
  });

  it('`npm start` installs, builds and draws the first figure', { timeout: 15 * 60_000 }, () => {
    inCopy('npm start', 15);
    expect(existsSync(join(folder, 'runs/phase-diagram-2x1/figures/phase-diagram.svg'))).toBe(true);
  });

  it.each(commands.filter((command) => !/^npm (?:start|test)$/.test(command)))('`%s` works', { timeout: 120_000 }, (command) => {
    // Without `--print` it opens a browser.
    expect(inCopy(command === 'npx nx graph' ? 'npx nx graph --print' : command, 2)).toMatch(/\w/);
  });

  it('a sign that is changed there is found by a test', { timeout: 5 * 60_000 }, () => {
    const suite = 'cd packages/core && npx vitest run src/relu/uniform-magnitude';
    inCopy(suite, 2);
    const file = join(folder, 'packages/core/src/relu/uniform-magnitude.ts');
    const source = readFileSync(file, 'utf8');
    const changed = source.replace('return c[0]! + x', 'return c[0]! - x');
    expect(changed).not.toBe(source);
    writeFileSync(file, changed);
    expect(() => inCopy(suite, 2)).toThrow(/Failed Tests/);
  });
});
