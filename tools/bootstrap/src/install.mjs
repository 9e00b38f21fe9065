import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, step } from './workspace.mjs';

/** Lives inside `node_modules`, so it vanishes with what it vouches for. */
const stamp = join(root, 'node_modules/.tegum-installed');

/** Installs what `package-lock.json` says, unless exactly that was installed last time. */
export async function install() {
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step('installing packages', () => npm(['ci', '--no-fund', '--no-audit', '--loglevel=error']));
  writeFileSync(stamp, wanted);
}

function lockHash() {
  return createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

/**
 * Runs the npm that started us, or else the one on PATH.
 *
 * @param {readonly string[]} args
 */
function npm(args) {
  const script = process.env['npm_execpath'];
  return script === undefined ? run('npm', args, { quiet: true }) : run(process.execPath, [script, ...args], { quiet: true });
}
