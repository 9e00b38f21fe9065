import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '@tegum/bootstrap/workspace';
import { codeBlocks, runExamples } from '@tegum/doctest';
import ts from 'typescript';
import { describe, expect, inject, it } from 'vitest';
import { bundleWithEsbuild, bundleWithVite, type Platform } from './bundle.js';
import type { InstalledPackage } from './pack-all.js';

const packages = inject('packages');
const entriesOf = ({ manifest, name }: InstalledPackage): string[] =>
  Object.entries(manifest.exports ?? {}).filter(([, target]) => typeof target !== 'string').map(([entry]) => `${name}${entry.slice(1)}`);
const libraries = packages.filter((one) => entriesOf(one).length > 0);
const commands = packages.filter(({ manifest }) => manifest.bin !== undefined);

/** gpu.js compiles kernels for its `cpu` mode with `new Function`; no other package may need that. */
const flagsFor = (name: string): string[] => (name === '@tegum/kernels' ? [] : ['--disallow-code-generation-from-strings']);

const readmeOf = ({ unpacked }: InstalledPackage): string => readFileSync(join(unpacked, 'README.md'), 'utf8');

/** The examples of a README as files of the project: what a reader would paste. */
function pasted(one: InstalledPackage): { file: string; platform: Platform }[] {
  return codeBlocks(readmeOf(one), ['ts']).map(({ code, line }) => {
    const file = join(one.project, `readme-${line}.ts`);
    writeFileSync(file, code);
    return { file, platform: /from '(node:|[^']*\/node')/.test(code) ? 'node' : 'browser' };
  });
}

describe.each(packages)('$name, alone in a project', ({ name, manifest, project }) => {
  it('is the tarball, not the workspace', () => {
    expect(readJson(join(project, 'node_modules', name, 'package.json')).version).toBe(manifest.version);
    expect(existsSync(join(project, 'node_modules', name, 'src'))).toBe(false);
  });
});

describe.each(libraries)('$name, alone in a project', (one) => {
  const { name, project, tarball } = one;

  it('can be imported by every entry', () => {
    const script = `for (const entry of ${JSON.stringify(entriesOf(one))}) console.log(entry, Object.keys(await import(entry)).length > 0);`;
    const output = execFileSync(process.execPath, [...flagsFor(name), '--input-type=module', '-e', script], { cwd: project, encoding: 'utf8' });
    expect(output.trim().split('\n')).toEqual(entriesOf(one).map((entry) => `${entry} true`));
  });

  it('does what its README shows', () => {
    const examples = codeBlocks(readmeOf(one), ['ts']).map(({ code, line }) => ({ name: `line ${line}`, code: code.replace(/^export /gm, '') }));
    const results = runExamples(examples, project, { flags: flagsFor(name) });
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(results.reduce((sum, { checks }) => sum + checks, 0), 'arrows in the README').toBeGreaterThan(0);
  });

  it('has types that fit what its README shows', () => {
    const files = pasted(one).map(({ file }) => file);
    const program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
      types: [], strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true, noEmit: true,
    });
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => `${file?.fileName ?? ''}:${start ?? ''} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([]);
  });

  it('has types that every resolver of modules finds, says arethetypeswrong', async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    expect(result.types).toBeTruthy();
    // ES modules only: what resolves as CommonJS, or as before Node had exports, is not promised.
    const promised = ['node16-esm', 'bundler'];
    expect('problems' in result ? result.problems.filter((problem) => !('resolutionKind' in problem) || promised.includes(problem.resolutionKind)) : []).toEqual([]);
  });

  it('can be bundled for browsers, but for what it keeps in a `node` folder', async () => {
    const entry = join(project, 'universal.js');
    writeFileSync(entry, `export * from '${name}';\n`);
    for (const text of [await bundleWithEsbuild(entry, project, 'browser'), await bundleWithVite(entry, project, 'browser')]) {
      expect(text).not.toMatch(/\bfrom\s?["'](node:|fs|path|os|worker_threads)/);
    }
  });

  it('does the same once its README’s examples are bundled by Vite and esbuild', async () => {
    for (const { file, platform } of pasted(one)) {
      for (const bundle of [bundleWithEsbuild, bundleWithVite]) {
        const bundled = file.replace('.ts', `.${bundle.name}.mjs`);
        writeFileSync(bundled, await bundle(file, project, platform));
        execFileSync(process.execPath, [...flagsFor(name), bundled], { cwd: project, stdio: 'pipe' });
      }
    }
  });
});

describe.each(commands)('$name, alone in a project', ({ manifest, project, unpacked }) => {
  it('starts, and does the first thing its README shows', () => {
    for (const command of Object.keys(manifest.bin ?? {})) {
      const run = (args: string[]): string => execFileSync(join(project, 'node_modules/.bin', command), args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      expect(run(['--help'])).toContain(command);
      const shown = codeBlocks(readFileSync(join(unpacked, 'README.md'), 'utf8'), ['sh']).flatMap(({ code }) => code.split('\n'));
      const trained = shown.find((line) => line.startsWith(`${command} train`));
      expect(run(trained!.replace(/ *#.*/, '').split(' ').slice(1))).toContain('pentagon');
    }
  });
});
