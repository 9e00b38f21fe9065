/**
 * @file Where the files of a run lie, and what the file system says about them.
 */
import { lstat, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '@tegum/core';

/**
 * Paths of the files of a run.
 *
 * @example
 * runPaths('runs/first').results; // → runs/first/results.parquet
 */
export function runPaths(folder: string): Readonly<Record<'manifest' | 'journal' | 'results' | 'figures' | 'lock' | 'segments' | 'quarantine', string>> {
  return {
    manifest: join(folder, 'manifest.json'),
    journal: join(folder, 'journal.jsonl'),
    results: join(folder, 'results.parquet'),
    figures: join(folder, 'figures'),
    lock: join(folder, 'lock'),
    segments: join(folder, 'segments'),
    quarantine: join(folder, 'quarantine.jsonl'),
  };
}

/** The manifest is written first, so a folder without one holds no run. */
export function holdsRun(path: string): Promise<boolean> {
  return exists(runPaths(path).manifest);
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}

/** What the file system refuses is the caller's choice of folder. */
export async function accessing<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z0-9]+$|^ERR_INVALID_ARG_VALUE$/.test(code)) throw error;
    throw new InputError(path, 'a folder that can be read and written', message, 'choose another folder');
  }
}

/**
 * Refuses a path at which no run can lie. Nothing is written.
 *
 * @throws {InputError} for an empty path, one with control characters, a file, a dangling link, or a folder with other things in it.
 *
 * @example
 * import { mkdir, rm, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 *
 * const folder = `${tmpdir()}/thesis-${process.pid}`;
 * await checkRunPath(folder); // → undefined
 * await mkdir(folder);
 * await writeFile(`${folder}/chapter-1.tex`, '');
 * const fault = await checkRunPath(folder).catch((error) => error.message);
 * fault.includes('expected an empty folder or a run, got a folder with chapter-1.tex'); // → true
 * await rm(folder, { recursive: true });
 */
export async function checkRunPath(path: string): Promise<void> {
  // eslint-disable-next-line no-control-regex
  if (path === '' || /[\u0000-\u001f\u007f]/.test(path)) throw new InputError(path, 'the path of a folder, without control characters', JSON.stringify(path), 'choose another folder');
  // Without a slash at its end, which would have a link followed.
  const own = resolve(path);
  const there = await accessing(path, async () => {
    try {
      return (await stat(own)).isDirectory() ? 'folder' : 'file';
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return (await lstat(own).then(() => true, () => false)) ? 'dangling link' : null;
    }
  });
  if (there === 'folder') return (await holdsRun(path)) ? undefined : refuseForeign(path);
  if (there !== null) throw new InputError(path, 'a folder that can be read and written', `a ${there}`, 'choose another folder');
}

/** A crash while a run was made can leave a lock and a temporary manifest; all else is not ours. */
export async function refuseForeign(path: string): Promise<void> {
  const names = await accessing(path, () => readdir(path));
  const foreign = names.filter((name) => !/^(lock(\..*)?|manifest\.json\.tmp)$/.test(name)).sort();
  // Another process may have made its run since we looked: the lock will tell.
  if (foreign.length === 0 || foreign.includes('manifest.json')) return;
  const some = foreign.slice(0, 3).join(', ');
  throw new InputError(path, 'an empty folder or a run', `a folder with ${some}${foreign.length > 3 ? ', …' : ''}`, 'choose another folder, or empty this one');
}
