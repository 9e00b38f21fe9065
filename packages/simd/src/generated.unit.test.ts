import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile, generatedFile, kernels } from '../asc.mjs';

describe('what is embedded', () => {
  const folder = process.cwd();
  beforeAll(() => {
    process.chdir(fileURLToPath(new URL('..', import.meta.url)));
    return () => process.chdir(folder);
  });

  it.each(kernels())('%s is what its source compiles to; `npx nx asc @tegum/simd` renews it', async (kernel) => {
    expect(readFileSync(generatedFile(kernel), 'utf8')).toBe(await compile(kernel));
  });
});
