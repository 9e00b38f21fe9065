import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { projects, readJson, root } from '@tegum/bootstrap/workspace';
import { describe, expect, it } from 'vitest';
import { pages as writtenPages, sections, withSection } from './generated-sections.mjs';
import { anchors, links, snippets } from './markdown.mjs';
import { read, repositoryFiles } from './repository-files.mjs';

const pages = repositoryFiles().filter((file) => file.endsWith('.md'));

/** Relative links of a page that lead nowhere. */
function brokenLinks(page: string): string[] {
  return links(read(page)).filter((link) => {
    if (/^[a-z]+:/i.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : posix.normalize(posix.join(dirname(page), decodeURIComponent(path)));
    if (target.startsWith('..') || !existsSync(join(root, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchors(read(target)).includes(anchor);
  });
}

/** The npm scripts of a workspace by its name, or of the root. */
function scriptsOf(workspace: string | undefined): string[] {
  const folder = workspace === undefined ? '' : (projects().find(({ name }) => name === workspace)?.folder ?? '');
  return Object.keys((readJson(join(root, folder, 'package.json')).scripts ?? {}) as Record<string, string>);
}

describe('pages', () => {
  it.each(pages)('%s has no broken link', (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it.each(pages)('%s names only npm scripts that exist', (page) => {
    const { fenced, inline } = snippets(read(page));
    const unknown = [...fenced, ...inline].filter((code) => {
      const [, script, workspace] = /^(?:\$ )?npm (?:run )?(start|test|(?<=run )[\w:-]+)(?:.* -w (\S+))?/.exec(code) ?? [];
      return script !== undefined && !scriptsOf(workspace).includes(script);
    });
    expect(unknown).toEqual([]);
  });

  it.each(pages)('%s names only folders and files of ours that exist', (page) => {
    const named = snippets(read(page)).inline.filter((code) => /^(packages|apps|tools|docs|examples)\/[\w./-]*$/.test(code));
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(sections)('$file: the section “$name” is what `npm run generate` writes', ({ file, name, render }) => {
    const page = read(file);
    expect(withSection(page, name, render())).toBe(page);
  });

  it.each(writtenPages)('$file is what `npm run generate` writes', ({ file, render }) => {
    expect(read(file)).toBe(render());
  });
});

describe('folders', () => {
  it.each(projects())('$folder has a README that says what it is', ({ folder }) => {
    const readme = readdirSync(join(root, folder)).includes('README.md') ? read(`${folder}/README.md`) : '';
    expect(readme).toMatch(/^# \S.*\n\n\S/);
  });
});
