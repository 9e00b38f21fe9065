import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Runs text as a module in a process of its own.
 *
 * @param {string} text Ends by writing JSON to stdout.
 * @param {string} folder From whose `node_modules` packages are taken; the process works there.
 * @param {{ flags?: readonly string[] }} [options] Flags for Node.
 * @returns {any} What it wrote.
 * @throws {Error} if the module throws.
 */
export function runModule(text, folder, { flags = [] } = {}) {
  // Packages are found from there, and nobody looks there for sources.
  const file = join(folder, 'node_modules', `.doctest-${randomUUID()}.mjs`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  try {
    return JSON.parse(execFileSync(process.execPath, [...flags, file], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] }));
  } finally {
    rmSync(file);
  }
}
