import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projects, readJson, root } from '@tegum/bootstrap/workspace';

const fixture = fileURLToPath(new URL('../fixtures/needs-a-platform.ts', import.meta.url));

/** Packages whose code must run in Node and in browsers alike, but for what they keep in a `node` folder. */
const universal = projects().filter(({ folder }) =>
  (readJson(join(root, folder, 'package.json')).nx.tags as string[]).includes('platform:universal'),
);

/** These draw into a document that is handed to them, and so know its type: built-ins of Node are still refused. */
const drawing = ['@tegum/figures'];

/** The settings that a package's universal sources are compiled with. */
function universalSettings(folder: string): ts.ParsedCommandLine {
  const file = ['tsconfig.universal.json', 'tsconfig.lib.json'].map((name) => join(root, folder, name)).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`${folder}: expected a tsconfig.lib.json`);
  const parsed = ts.parseJsonConfigFileContent(ts.readConfigFile(file, (path) => ts.sys.readFile(path)).config, ts.sys, dirname(file));
  return parsed;
}

/** Line → first complaint of the compiler about the fixture, when it stands beside the package's own sources. */
function complaints(folder: string): Map<string, string> {
  const { options, fileNames } = universalSettings(folder);
  const { composite: _composite, rootDir: _rootDir, tsBuildInfoFile: _tsBuildInfoFile, ...rest } = options;
  const program = ts.createProgram([...fileNames, fixture], { ...rest, noEmit: true });
  const source = program.getSourceFile(fixture);
  if (source === undefined) throw new Error(`${relative(root, fixture)}: not read`);
  return new Map(
    program.getSemanticDiagnostics(source).map(({ start = 0, messageText }) => {
      const { line } = source.getLineAndCharacterOfPosition(start);
      return [source.text.split('\n')[line]?.trim() ?? '', ts.flattenDiagnosticMessageText(messageText, ' ')];
    }),
  );
}

describe('a universal package', () => {
  it('exists', () => {
    expect(universal.map(({ name }) => name)).toContain('@tegum/core');
  });

  it.each(universal)('$name does not compile with anything of one platform in it', ({ name, folder }) => {
    const found = complaints(folder);
    expect(found.get("import { readFileSync } from 'node:fs';")).toMatch(/Cannot find (module|name) 'node:fs'/);
    expect(found.get('export const folder = process.cwd();')).toMatch(/Cannot find name 'process'/);
    if (drawing.includes(name)) return;
    expect(found.get('export const title = document.title;')).toMatch(/Cannot find name 'document'/);
    expect(found.get("console.log('hello');")).toMatch(/Cannot find name 'console'/);
  });
});
