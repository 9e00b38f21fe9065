import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projects, readJson, root } from '@tegum/bootstrap/workspace';
import ts from 'typescript';

/** A package as `npm pack` makes it. */
export interface PackedPackage {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly tarball: string;
  /** Where the tarball was unpacked. */
  readonly unpacked: string;
  /** Relative to the unpacked folder, with forward slashes. */
  readonly files: readonly string[];
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: boolean;
  readonly engines?: { readonly node?: string };
  readonly bin?: Record<string, string>;
  readonly scripts?: Record<string, string>;
  readonly exports?: Record<string, string | Record<string, string>>;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/** The projects that can be published: those not private. */
export function publishable(): { name: string; folder: string }[] {
  return projects().filter(({ folder }) => (readJson(join(root, folder, 'package.json')) as Manifest).private !== true);
}

/**
 * Packs what was built of a package, and unpacks it again.
 *
 * Packed is what a clean build leaves: an output in `dist` whose source is gone is passed over.
 */
export function pack(name: string, folder: string, into: string): PackedPackage {
  const target = join(into, name.replace(/\W+/g, '-'));
  const clean = join(target, 'clean');
  for (const file of ['package.json', 'README.md', 'LICENSE', ...outputs(folder)]) {
    const source = join(root, folder, file);
    if (existsSync(source)) cpSync(source, join(clean, file), { recursive: true });
  }
  const [command, args] = npmCommand(['pack', '--ignore-scripts', '--pack-destination', target]);
  execFileSync(command, args, { cwd: clean });
  const tarball = join(target, readdirSync(target).find((file) => file.endsWith('.tgz'))!);
  execFileSync('tar', ['-xzf', tarball, '-C', target]);
  const unpacked = join(target, 'package');
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1));
  return { name, folder, manifest: JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Manifest, tarball, unpacked, files };
}

/** What the build writes for a package, relative to its folder: the compiler's files, or a web application. */
export function outputs(folder: string): string[] {
  const directory = join(root, folder);
  if (isWebApplication(folder)) {
    return readdirSync(join(directory, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
  }
  return ['tsconfig.lib.json', 'tsconfig.universal.json']
    .map((name) => join(directory, name))
    .filter((config) => existsSync(config))
    .flatMap((config) => {
      const json = ts.readConfigFile(config, (path) => ts.sys.readFile(path)).config as object;
      const parsed = ts.parseJsonConfigFileContent(json, ts.sys, directory, undefined, config);
      return parsed.fileNames.flatMap((source) => ts.getOutputFileNames(parsed, source, false));
    })
    .map((file) => relative(directory, file));
}

export function isWebApplication(folder: string): boolean {
  return existsSync(join(root, folder, 'index.html'));
}

/** npm as it was called, with arguments of ours: a command and what follows it. */
export function npmCommand(args: readonly string[]): [command: string, args: string[]] {
  const script = process.env['npm_execpath'];
  const quietly = [...args, '--loglevel=error', '--no-fund', '--no-audit'];
  return script === undefined ? ['npm', quietly] : [process.execPath, [script, ...quietly]];
}
