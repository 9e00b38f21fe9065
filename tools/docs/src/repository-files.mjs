import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@tegum/bootstrap/workspace';

/** Folders that hold what was installed, built, computed or reported. */
const notOurs = ['.git', '.nx', 'node_modules', 'dist', 'out-tsc', 'coverage', '.vitest-attachments', '.vite'];
const notOursInRoot = ['runs', 'reports', 'docs/site'];

/**
 * Every file of the repository that a person or a script of ours wrote, relative to the root, with forward slashes.
 *
 * @param {string} [folder]
 * @returns {string[]}
 */
export function repositoryFiles(folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.includes(entry.name) || notOursInRoot.includes(path) ? [] : repositoryFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

/** @param {string} file */
export function read(file) {
  return readFileSync(join(root, file), 'utf8');
}
