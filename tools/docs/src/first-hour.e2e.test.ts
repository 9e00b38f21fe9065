import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, root } from '@tegum/bootstrap/workspace';
import { describe, expect, it } from 'vitest';
import { read } from './repository-files.mjs';

const [, firstHour = ''] = /## The first hour\n([\s\S]*?)\n## /.exec(read('CONTRIBUTING.md')) ?? [];
const commands = [...firstHour.matchAll(/`((?:npm|npx|node) [^`]+)`/g)].map(([, command = '']) => command);

describe('the first hour', () => {
  it('has commands to run', () => {
    expect(commands.length).toBeGreaterThanOrEqual(4);
  });

  // `npm test` is what runs this; `npm start` is in it, its build above and its run below.
  it.each(commands.filter((command) => command.startsWith('node ')))('`%s` works', (command) => {
    const output = execFileSync(process.execPath, command.split(' ').slice(1), { cwd: root, encoding: 'utf8' });
    expect(output).toMatch(/\w/);
  });

  it('`npx nx graph` draws the projects', () => {
    const output = execFileSync(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), 'graph', '--print'], {
      cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' }, maxBuffer: 1 << 26,
    });
    expect(Object.keys((JSON.parse(output) as { graph: { nodes: object } }).graph.nodes)).toContain('@tegum/core');
  });

  it('its npm scripts exist, and what `npm start` runs gives a figure’s cells', () => {
    const { scripts } = readJson(join(root, 'package.json')) as { scripts: Record<string, string> };
    for (const command of commands.filter((each) => each.startsWith('npm '))) {
      const script = scripts[command.split(' ').at(-1)!];
      expect(script, command).toBeDefined();
      expect(existsSync(join(root, script!.split(' ').at(-1)!)), command).toBe(true);
    }
    const output = execFileSync(process.execPath, [join(root, 'apps/sweep/dist/main.js'), 'run', 'phase-diagram-2x1', '--dry-run'], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    expect(output).toContain('phase-diagram-2x1');
  });
});
