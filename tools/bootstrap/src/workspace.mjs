/**
 * @file Where the repository is, which projects it has, and how commands are run in it.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, wherever the command was typed. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * @typedef {object} Project
 * @property {string} name The `name` in its package.json.
 * @property {string} folder Relative to the root, with forward slashes.
 */

/**
 * Every npm workspace, in the order of the root's `workspaces` and by name inside each.
 *
 * @returns {Project[]}
 */
export function projects() {
  return readJson(join(root, 'package.json')).workspaces.flatMap((/** @type {string} */ pattern) => {
    const parent = pattern.replace(/\/\*$/, '');
    const folders = parent === pattern ? [pattern] : readdirSync(join(root, parent)).sort().map((entry) => `${parent}/${entry}`);
    return folders
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .map((folder) => ({ name: readJson(join(root, folder, 'package.json')).name, folder }));
  });
}

/**
 * @param {string} file
 * @returns {any} What the file holds; callers know its shape.
 */
export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Runs a command in the root and waits for it. Ctrl-C and a polite kill are the command's to answer, not ours.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv }} [options] - `quiet` keeps the output back and shows it only
 *   when the command fails.
 * @returns {Promise<number>} The exit code; 128 + signal for a command that a signal ended, 127 when it cannot start.
 */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const kept = [];
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => kept.push(chunk));
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => kept.push(chunk));
    const leaveIt = () => {};
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGINT', leaveIt).on('SIGTERM', passOn);
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', leaveIt).off('SIGTERM', passOn);
      const exit = code ?? (signal === 'SIGINT' ? 130 : 143);
      if (exit !== 0) process.stderr.write(Buffer.concat(kept));
      resolve(exit);
    });
  });
}

/**
 * Runs Nx without its daemon, its screen drawing, or any question.
 *
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean }} [options]
 */
export function nx(args, options = {}) {
  const env = { NX_DAEMON: 'false', NX_TUI: 'false', NX_CACHE_DIRECTORY: nxCache };
  return run(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args], { ...options, env });
}

/** Said aloud, so that the record of the last run is always found in the same place. */
export const nxCache = join(root, '.nx/cache');

/**
 * Names a step on stderr, runs it, says how long it took; ends the process when it fails.
 *
 * @param {string} name
 * @param {() => Promise<number>} work
 */
export async function step(name, work) {
  const started = performance.now();
  process.stderr.write(`${name} … `);
  const exit = await work();
  if (exit !== 0) {
    console.error('failed');
    process.exit(exit);
  }
  console.error(`${((performance.now() - started) / 1000).toFixed(1)} s`);
}
