import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { projects, readJson, root } from '@tegum/bootstrap/workspace';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { describe, expect, inject, it } from 'vitest';
import { isWebApplication, outputs, type PackedPackage } from './packed-package.js';

const packages = inject('packages');

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

describe.each(packages)('$name', (one) => {
  const { folder, manifest, unpacked, files } = one;

  it('packs what was built, a README, the licence and package.json, and nothing else', () => {
    expect(['LICENSE', 'README.md', 'package.json'].filter((file) => !files.includes(file))).toEqual([]);
    expect(outputs(folder).filter((file) => !files.includes(file))).toEqual([]);
    const built = isWebApplication(folder) ? /^dist\/.*\.(html|css|js|json|svg|parquet)$/ : /^dist\/.*\.(js|d\.ts)(\.map)?$/;
    expect(files.filter((file) => !built.test(file) && !/^(LICENSE|README\.md|package\.json)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\.(test|bench)\./.test(file))).toEqual([]);
    expect(readFileSync(join(root, folder, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
  });

  it('says what it is, under which licence, and what it needs', () => {
    expect(manifest.description).toMatch(/\w/);
    expect(manifest).toMatchObject({ license: 'MIT', type: 'module', engines: { node: '>=20.19' } });
    if (Object.keys(manifest.exports ?? {}).some((entry) => entry !== './package.json')) expect(manifest.sideEffects).toBe(false);
    expect(Object.keys(manifest.scripts ?? {}).filter((script) => /^(pre|post)?(install|prepare|publish)/.test(script))).toEqual([]);
  });

  it('exports files that are there: our sources first, then types, then code', () => {
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
    const dependencies = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
    for (const [other, version] of Object.entries(dependencies)) expect(version, other).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    const declared = Object.keys(dependencies).sort();
    // A web application holds all it needs; what looks like an import in its minified code is text.
    const used = isWebApplication(folder) ? [] : imported(one, /\.js$/);
    expect(used.filter((other) => !declared.includes(other)), 'imported but not declared').toEqual([]);
    const imports = isWebApplication(folder) ? [] : imported(one, /\.(js|d\.ts)$/);
    expect(declared.filter((other) => !imports.includes(other) && !isNamed(one, other)), 'declared but not used').toEqual([]);
  });

  it('is well formed, says publint', async () => {
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
