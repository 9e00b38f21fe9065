import { fileURLToPath } from 'node:url';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { layers } from '../boundaries.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const rule = '@nx/enforce-module-boundaries';

/** What the real configuration says about a file with this one import, were it in this folder. */
async function complaints(folder: string, specifier: string): Promise<string[]> {
  // A file that does not exist has no types; every other setting is the repository's own.
  const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });
  const [result] = await eslint.lintText(`import '${specifier}';\n`, { filePath: `${root}${folder}/src/fixture.ts` });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

describe('module boundaries', () => {
  // The rule reads the graph that Nx keeps on disk, and says nothing when there is none.
  beforeAll(async () => {
    await createProjectGraphAsync({ exitOnError: false });
  });

  it.each([
    ['packages/core', '@tegum/experiments', /circular|can only depend on/i],
    ['packages/core', '@tegum/data-sparse', /circular|can only depend on/i],
    ['packages/testing', '@tegum/core', /circular|can only depend on|cannot depend on/i],
    ['packages/data-sparse', '@tegum/figures', /can only depend on/],
    ['packages/figures', '@tegum/experiments', /can only depend on/],
    ['packages/figures', 'tegum', /can only depend on|apps are forbidden|package\.json/],
    ['packages/core', 'zod', /not allowed to import "zod"/],
    ['packages/data-sparse', 'piscina', /not allowed to import "piscina"/],
    ['packages/data-runs', '../../core/src/index.js', /relative or absolute path/],
    ['packages/experiments', 'rxjs', /package\.json/],
    ['packages/core', 'gpu.js', /not allowed to import "gpu.js"/],
    ['packages/simd', 'gpu.js', /not allowed to import "gpu.js"/],
    ['packages/figures', 'gpu.js', /not allowed to import "gpu.js"/],
  ])('in %s, an import of %s is an error', async (folder, specifier, message) => {
    const found = await complaints(folder, specifier);
    expect(found.filter((each) => each.startsWith(rule)).join('\n')).toMatch(message);
  });

  it.each([
    ['packages/core', 'ml-matrix'],
    ['packages/core', '@tegum/testing'],
    ['packages/data-sparse', '@tegum/core'],
    ['packages/experiments', '@tegum/data-runs'],
    ['packages/figures', '@tegum/data-runs'],
    ['packages/kernels', 'gpu.js'],
    ['apps/sweep', '@tegum/data-runs/node'],
  ])('in %s, an import of %s is fine', async (folder, specifier) => {
    expect(await complaints(folder, specifier)).toEqual([]);
  });

  it('every project wears one known type and one platform', async () => {
    const { nodes } = await createProjectGraphAsync({ exitOnError: false });
    for (const { name, data } of Object.values(nodes)) {
      const tags = data.tags ?? [];
      const types = tags.filter((tag) => tag.startsWith('type:')).map((tag) => tag.slice(5));
      expect(types, name).toHaveLength(1);
      expect(layers.map(({ type }) => type), name).toContain(types[0]);
      expect(tags.filter((tag) => /^platform:(universal|node|web)$/.test(tag)), name).toHaveLength(1);
    }
  });
});
