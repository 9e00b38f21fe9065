import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projects, readJson, root } from '@tegum/bootstrap/workspace';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWebApplication, npm, outputs, pack, publishable, type PackedPackage } from './packed-package.js';

const temporary = mkdtempSync(join(tmpdir(), 'tegum-packages-'));
const packed = new Map<string, PackedPackage>();
const of = (name: string): PackedPackage => packed.get(name)!;

beforeAll(() => {
  for (const { name, folder } of publishable()) packed.set(name, pack(name, folder, temporary));
});
afterAll(() => rmSync(temporary, { recursive: true }));

/** The npm packages that the built files of a kind import, by name. */
function imported({ unpacked, files, name }: PackedPackage, kind: RegExp): string[] {
  const specifiers = files
    .filter((file) => kind.test(file))
    .flatMap((file) => ts.preProcessFile(readFileSync(join(unpacked, file), 'utf8'), true, true).importedFiles)
    .map(({ fileName }) => fileName)
    .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:') && !builtinModules.includes(specifier));
  const packages = specifiers.map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(packages)].filter((other) => other !== name).sort();
}

/** Whether built code finds a package by its name, as one does with fonts and versions. */
function isNamed({ unpacked, files }: PackedPackage, other: string): boolean {
  const name = new RegExp(`['"\`]${other}['"\`/]`);
  return files.some((file) => file.endsWith('.js') && name.test(readFileSync(join(unpacked, file), 'utf8')));
}

describe.each(publishable())('$name', ({ name, folder }) => {
  it('packs what was built, a README, the licence and package.json, and nothing else', () => {
    const { files } = of(name);
    expect(['LICENSE', 'README.md', 'package.json'].filter((file) => !files.includes(file))).toEqual([]);
    expect(outputs(folder).filter((file) => !files.includes(file))).toEqual([]);
    const built = isWebApplication(folder) ? /^dist\/.*\.(html|css|js|json|svg)$/ : /^dist\/.*\.(js|d\.ts)(\.map)?$/;
    expect(files.filter((file) => !built.test(file) && !/^(LICENSE|README\.md|package\.json)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\.(test|bench)\./.test(file))).toEqual([]);
    expect(readFileSync(join(root, folder, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
  });

  it('says what it is, under which licence, and what it needs', () => {
    const { manifest } = of(name);
    expect(manifest.description).toMatch(/\w/);
    expect(manifest).toMatchObject({ license: 'MIT', type: 'module', engines: { node: '>=20.19' } });
    if (Object.keys(manifest.exports ?? {}).some((entry) => entry !== './package.json')) expect(manifest.sideEffects).toBe(false);
    expect(Object.keys(manifest.scripts ?? {}).filter((script) => /^(pre|post)?(install|prepare|publish)/.test(script))).toEqual([]);
  });

  it('exports files that are there: our sources first, then types, then code', () => {
    const { manifest, unpacked } = of(name);
    for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
      if (typeof target === 'string') {
        expect(existsSync(join(unpacked, target)), target).toBe(true);
        continue;
      }
      const conditions = Object.keys(target).filter((condition) => condition !== '@tegum/source');
      expect(conditions, entry).toEqual(['types', 'default']);
      for (const condition of conditions) expect(existsSync(join(unpacked, target[condition]!)), `${entry} ${condition}`).toBe(true);
    }
    for (const file of Object.values(manifest.bin ?? {})) {
      expect(readFileSync(join(unpacked, file), 'utf8'), file).toMatch(/^#!\/usr\/bin\/env node\n/);
    }
  });

  it('depends on exactly what it imports, in exact versions', () => {
    const { manifest } = of(name);
    const dependencies = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
    for (const [other, version] of Object.entries(dependencies)) expect(version, other).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    const declared = Object.keys(dependencies).sort();
    const used = imported(of(name), /\.js$/);
    expect(used.filter((other) => !declared.includes(other)), 'imported but not declared').toEqual([]);
    const imports = imported(of(name), /\.(js|d\.ts)$/);
    expect(declared.filter((other) => !imports.includes(other) && !isNamed(of(name), other)), 'declared but not used').toEqual([]);
  });

  it('is well formed, says publint', async () => {
    const { unpacked, manifest } = of(name);
    const { messages } = await publint({ pkgDir: unpacked, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });
});

describe('gpu.js', () => {
  it('is a dependency of the kernels alone', () => {
    const dependants = projects().filter(({ folder }) => {
      const { dependencies, devDependencies, optionalDependencies, peerDependencies } = readJson(join(root, folder, 'package.json')) as Record<string, object>;
      return 'gpu.js' in { ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies };
    });
    expect(dependants.map(({ name }) => name)).toEqual(['@tegum/kernels']);
  });

  it('comes without gl and webgpu', () => {
    for (const name of ['gl', 'webgpu']) expect(readJson(join(root, 'node_modules', name, 'package.json')).name, name).toBe('absent');
  });
});

describe('all tarballs together', () => {
  const project = join(temporary, 'project');

  beforeAll(() => {
    mkdirSync(project);
    // As the workspace does: what gpu.js names and never loads is 84 MB and a compiler's work.
    const absent = `file:${join(root, 'tools/stubs/absent')}`;
    const versions = Object.fromEntries([...packed.values()].map(({ name, tarball }) => [name, `file:${tarball}`]));
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: versions, overrides: { ...versions, gl: absent, webgpu: absent } }));
    // What the workspace was installed from is in npm's cache: the network is not needed.
    npm(['install', '--prefer-offline', '--ignore-scripts', '--no-package-lock'], project);
  });

  it.each(publishable())('$name can be imported by every entry', ({ name }) => {
    const entries = Object.entries(of(name).manifest.exports ?? {}).filter(([, target]) => typeof target !== 'string');
    for (const [entry] of entries) {
      const specifier = `${name}${entry.slice(1)}`;
      const script = `const entry = await import('${specifier}'); process.stdout.write(String(Object.keys(entry).length));`;
      const exported = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: project, encoding: 'utf8' });
      expect(Number(exported), specifier).toBeGreaterThan(0);
    }
  });

  it.each(publishable())('$name is the tarball, not the workspace', ({ name }) => {
    expect(readJson(join(project, 'node_modules', name, 'package.json')).version).toBe(of(name).manifest.version);
    expect(existsSync(join(project, 'node_modules', name, 'src'))).toBe(false);
  });

  it('the commands start', () => {
    for (const { manifest } of packed.values()) {
      for (const command of Object.keys(manifest.bin ?? {})) {
        const help = execFileSync(join(project, 'node_modules/.bin', command), ['--help'], { encoding: 'utf8' });
        expect(help).toContain(command);
      }
    }
  });
});
