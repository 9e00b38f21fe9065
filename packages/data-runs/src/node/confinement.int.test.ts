/** @file Nothing is written outside a run's folder, whatever lies in it and whatever a file is called. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallManifest } from '../manifest.arbitrary.test.js';
import { smallRecord, timed } from '../record.arbitrary.test.js';
import { repairRun } from './repair-run.js';
import { RunFolder } from './run-folder.js';
import { SegmentWriter } from './segment.js';

let parent: string;
let run: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'tegum-confined-'));
  run = join(parent, 'run');
  await mkdir(join(parent, 'outside'));
  await writeFile(join(parent, 'outside', 'file'), 'precious');
  await (await RunFolder.open(run, smallManifest())).close();
});
afterEach(() => rm(parent, { recursive: true }));

async function expectUntouched(): Promise<void> {
  expect(await readdir(join(parent, 'outside'))).toEqual(['file']);
  expect(await readFile(join(parent, 'outside', 'file'), 'utf8')).toBe('precious');
}

async function fill(): Promise<void> {
  const folder = await RunFolder.open(run, smallManifest());
  try {
    await folder.append([timed(smallRecord(1))]);
    await folder.writeResults([smallRecord(1).cell]);
    await folder.updateManifest((manifest) => ({ ...manifest, name: 'changed' }));
    await folder.writeFigure('loss.svg', '<svg/>');
  } finally {
    await folder.close();
  }
}

describe.runIf(process.platform !== 'win32')('a run folder with symbolic links in it', () => {
  it.each(['journal.jsonl', 'results.parquet.tmp', 'manifest.json.tmp', 'figures/loss.svg.tmp'])('does not write through a link in the place of %s', async (name) => {
    await mkdir(join(run, 'figures'), { recursive: true });
    await rm(join(run, name), { force: true });
    await symlink(join(parent, 'outside', 'file'), join(run, name));
    await expect(fill()).rejects.toThrow(/ELOOP|symbolic link/);
    await expectUntouched();
  });

  it.each(['results.parquet', 'manifest.json', 'figures/loss.svg'])('replaces a link in the place of %s, not what it points to', async (name) => {
    await mkdir(join(run, 'figures'), { recursive: true });
    if (name === 'manifest.json') await writeFile(join(parent, 'manifest.json'), await readFile(join(run, name)));
    await rm(join(run, name), { force: true });
    await symlink(join(parent, name === 'manifest.json' ? 'manifest.json' : 'outside/file'), join(run, name));
    await fill();
    await expectUntouched();
    if (name === 'manifest.json') expect(await readFile(join(parent, 'manifest.json'), 'utf8')).not.toContain('changed');
  });

  it('does not write into a linked folder of figures or segments, nor to a linked quarantine', async () => {
    for (const name of ['figures', 'segments']) await symlink(join(parent, 'outside'), join(run, name));
    await symlink(join(parent, 'outside', 'file'), join(run, 'quarantine.jsonl'));
    await expect(fill()).rejects.toThrow('symbolic link');
    const header = { format: 'tegum-journal@1', planDigest: 'a'.repeat(32), numerics: 'numerics@1' } as const;
    await expect(SegmentWriter.open(run, 0, header)).rejects.toThrow('symbolic link');
    await writeFile(join(run, 'journal.jsonl'), 'damage\n');
    await expect(repairRun(run)).rejects.toThrow(/ELOOP/);
    await expectUntouched();
  });
});

/** Names that would leave the folder, mean something to a shell, a terminal or a file system, or are too long for one. */
function hostileNames(): string[] {
  const bases = ['..', '../x', '../../etc/passwd', '/etc/passwd', '\\\\server\\share', 'C:\\x', 'a/b', './a', '~', '~root/x', '', '.', ' ', '\0', 'a\0.svg', '\n', '\u001b[2J', '-rf', '--out', '$(id)', '`id`', '|x', ';x', '&x', '*', '?', '<', '>', '"', "'", 'CON', 'nul.svg', 'aux', '%2e%2e%2f', '..%2f', '\u202e', '\ufeff', 'é', 'A.svg', '__proto__', 'lock', 'journal.jsonl', 'manifest.json', 'results.parquet', '.hidden', 'a'.repeat(300)];
  const endings = ['', '.svg', '.png', '/loss.svg', '\0.svg', '.svg/..', '.svg\n', '.SVG', '.svg.exe', '/'];
  return bases.flatMap((base) => endings.map((ending) => base + ending)).concat(Array.from({ length: 60 }, (_, index) => `${'../'.repeat(index + 1)}x.svg`));
}

describe('the name of a figure', () => {
  it('is refused in each of 500 hostile forms, and nothing is written', async () => {
    // Lower-case names in ASCII with a proper ending are harmless however they sound.
    const names = hostileNames().filter((name) => !/^[a-z0-9_][a-z0-9_.-]{0,100}\.(svg|png)$/.test(name) || name.includes('_'));
    expect(names.length).toBeGreaterThanOrEqual(500);
    const folder = await RunFolder.open(run, smallManifest());
    const before = await readdir(parent, { recursive: true });
    for (const name of names) await expect(folder.writeFigure(name, 'x'), JSON.stringify(name)).rejects.toMatchObject({ name: 'InputError' });
    expect(await readdir(parent, { recursive: true })).toEqual(before);
    await folder.close();
  });
});
