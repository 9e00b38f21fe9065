/**
 * @file One place that decides how a project's tests run, so that a package's own config is two lines.
 *
 * The report every project writes under `reports/` is what the closing `N passed, N failed` line is summed from.
 */
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Resolves our packages to their sources; listed twice because Vite resolves server code separately. */
const conditions = ['@tegum/source'];

/** Tests that need only Node: unit, property, golden, integration and end-to-end ones. */
export function nodeProject(configUrl: string): ViteUserConfig {
  const root = dirname(fileURLToPath(configUrl));
  const name = basename(root);
  return defineConfig({
    root,
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: ['src/**/*.{unit,prop,golden,type,int,e2e}.test.ts'],
      reporters: ['default', ['json', { outputFile: `../../reports/${name}.json` }]],
      testTimeout: 60_000,
    },
  });
}
