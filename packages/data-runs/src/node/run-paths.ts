/**
 * @file Where the files of a run lie, and what the file system says about them.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@tegum/core';

/** Paths of the files of a run. */
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
    if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error;
    throw new InputError(path, 'a folder that can be read and written', message, 'choose another folder');
  }
}
