import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projects, root, run } from './workspace.mjs';

describe('projects', () => {
  it('finds this one, and only folders with a package.json', () => {
    expect(projects()).toContainEqual({ name: '@tegum/bootstrap', folder: 'tools/bootstrap' });
    for (const { folder } of projects()) expect(existsSync(join(root, folder, 'package.json'))).toBe(true);
  });
});

describe('run', () => {
  it('gives the exit code', async () => {
    expect(await run(process.execPath, ['-e', 'process.exit(3)'], { quiet: true })).toBe(3);
  });

  it('gives 143 for a command that was ended by a signal, 127 for one that cannot start', async () => {
    expect(await run(process.execPath, ['-e', 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)'], { quiet: true })).toBe(143);
    expect(await run('tegum-no-such-command', [], { quiet: true })).toBe(127);
  });
});
