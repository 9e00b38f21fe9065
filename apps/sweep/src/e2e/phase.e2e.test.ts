import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tegum, temporaryFolder } from '../testing/spawn-tegum.js';

it('tegum phase gives the same bytes with any number of threads, and draws what it computed', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const args = ['phase', '--features', '2', '--hidden', '1', '--density', '0.1-0.6:2', '--importance', '0.03-30:8', '--cells', '3', '--seeds', '1', '--empirical', '--json', '--progress', 'none'];
  const [one, two] = await Promise.all([tegum([...args, '--threads', '1', '--figure', 'phases.svg'], folder), tegum([...args, '--threads', '2'], folder)]);
  expect({ code: one.code, stderr: one.stderr }).toEqual({ code: 0, stderr: '  figure   phases.svg\n' });
  expect(two).toMatchObject({ code: 0, stdout: one.stdout });
  const { coexistence, empirical } = JSON.parse(one.stdout);
  expect(coexistence.map(({ importance }: { importance: number }) => importance)).toEqual([
    expect.closeTo(0.048721898, 8),
    expect.closeTo(1 / 0.048721898, 4),
    expect.closeTo(0.80774993, 7),
    expect.closeTo(1 / 0.80774993, 6),
  ]);
  expect(empirical).toHaveLength(9);
  const svg = readFileSync(join(folder, 'phases.svg'), 'utf8');
  for (const title of ['Classic', 'Exact', 'Empirical']) expect(svg).toContain(`>${title}<`);
});
