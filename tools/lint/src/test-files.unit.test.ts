import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projects, root } from '@tegum/bootstrap/workspace';
import { describe, expect, it } from 'vitest';

/** The files under a project's `src`, relative to it. */
function sources(folder: string): string[] {
  const src = join(root, folder, 'src');
  if (!existsSync(src)) return [];
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(src.length + 1));
}

describe.each(projects())('$folder', ({ folder }) => {
  it('has no test file that no runner picks up', () => {
    // An `arbitrary` is what property tests draw from, a `support` what several test files share: no tests, but no part of the package.
    const kinds = ['unit', 'prop', 'golden', 'type', 'int', 'e2e', 'arbitrary', 'support'];
    for (const kind of ['browser', 'redis', 'postgres']) if (existsSync(join(root, folder, `vitest.${kind}.config.mts`))) kinds.push(kind);
    const known = new RegExp(`\\.(${kinds.join('|')})\\.test\\.ts$`);
    expect(sources(folder).filter((file) => /\.(test|spec)\./.test(file) && !known.test(file))).toEqual([]);
  });

  it('has names in kebab-case, and none that says nothing', () => {
    const names = sources(folder).map((file) => basename(file)).filter((name) => name !== 'README.md');
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(names.filter((name) => /^(utils?|helpers?|misc|common)\./.test(name))).toEqual([]);
  });
});
