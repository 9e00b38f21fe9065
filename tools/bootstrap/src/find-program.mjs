import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './workspace.mjs';

/** @import { Program } from '../programs.mjs' */

/**
 * The full path of the first of a program's commands found on PATH.
 *
 * @param {Program} program
 * @param {string} [path] - As the PATH variable.
 * @returns {string | undefined}
 */
export function findProgram(program, path = process.env['PATH'] ?? '') {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return program.commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find(isExecutable);
}

/**
 * Makes sure a program is there: found, or installed from Debian's packages when we may.
 *
 * @param {Program} program
 * @returns {Promise<string | undefined>} Why it is not there, and what to do; nothing when it is.
 */
export async function ensureProgram(program) {
  if (findProgram(program) !== undefined) return undefined;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${program.debianPackage}`;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log(`installing ${program.name} …`);
    await run('sh', ['-c', command], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
    if (findProgram(program) !== undefined) return undefined;
  }
  return `${program.name} is not on PATH (looked for ${program.commands.join(', ')}; on Debian: ${command})`;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
