import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '@tegum/bootstrap/workspace';
import { npmCommand, type PackedPackage } from './packed-package.js';

/**
 * Installs one package, and nothing but what it depends on, into an empty project.
 *
 * What of ours it depends on comes from its tarball, too; the rest from npm's cache, as the workspace was installed from it.
 *
 * @returns The project's folder.
 */
export async function installAlone(one: PackedPackage, all: readonly PackedPackage[], into: string): Promise<string> {
  const project = join(into, 'alone', one.name.replace(/\W+/g, '-'));
  const tarballs = Object.fromEntries(all.map(({ name, tarball }) => [name, `file:${tarball}`]));
  // As the workspace does: what gpu.js names and never loads is 84 MB and a compiler's work.
  const absent = `file:${join(root, 'tools/stubs/absent')}`;
  const manifest = { private: true, type: 'module', dependencies: { [one.name]: tarballs[one.name] }, overrides: { ...tarballs, gl: absent, webgpu: absent } };
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  const [command, args] = npmCommand(['install', '--prefer-offline', '--ignore-scripts', '--no-package-lock']);
  await promisify(execFile)(command, args, { cwd: project });
  return project;
}
