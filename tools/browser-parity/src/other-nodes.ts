/**
 * @file Other versions of Node than the one that runs, from the npm registry: `node-<platform>-<arch>` is the program and nothing else.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One of each major version that Tegum runs on. */
export const nodeVersions = ['20.20.2', '22.23.5', '24.22.3'] as const;

const cache = fileURLToPath(new URL('../../../node_modules/.cache/tegum-node/', import.meta.url));

/** Where that Node is, installed if it was not there; or why it cannot be had. */
export function findNode(version: string): { readonly path: string } | { readonly missing: string } {
  if (version.split('.')[0] === process.versions.node.split('.')[0]) return { path: process.execPath };
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(cache, version);
  const path = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(path)) return { path };
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stderr, error } = spawnSync('npm', ['install', '--prefix', folder, ...options, `${name}@${version}`], { encoding: 'utf8', timeout: 240_000 });
  if (status === 0 && existsSync(path)) return { path };
  return { missing: `${name}@${version} cannot be installed: ${(error?.message ?? stderr).split('\n')[0] ?? 'no message'}` };
}
