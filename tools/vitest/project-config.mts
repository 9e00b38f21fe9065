/**
 * @file One place that decides how a project's tests run, so that a package's own config is two lines.
 *
 * Every project leaves its report under `reports/` in the root, named like the project. The closing
 * `N passed, N failed` of `npm test` is counted from these files, and Nx keeps them with the cached result.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { PluginOption } from 'vite';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { programs } from '../bootstrap/programs.mjs';
import { findProgram } from '../bootstrap/src/find-program.mjs';

/** Resolves our packages to their sources; listed twice because Vite resolves server code separately. */
const conditions = ['@tegum/source'];

/**
 * Tests that need only Node: unit, property, golden, type, integration and end-to-end ones; but for the end-to-end ones of a project
 * that has a config of their own for them.
 *
 * @param configUrl - `import.meta.url` of the project's `vitest.config.mts`.
 */
export function nodeProject(configUrl: string): ViteUserConfig {
  const { root } = projectOf(configUrl);
  return nodeTests(configUrl, `src/**/*.{unit,prop,golden,type,int${existsSync(join(root, 'vitest.e2e.config.mts')) ? '' : ',e2e'}}.test.ts`, '');
}

/**
 * Tests that need a server from outside npm; each starts its own, on a free port of the loopback.
 *
 * @param configUrl - `import.meta.url` of the project's `vitest.<kind>.config.mts`.
 */
export function serverProject(configUrl: string, kind: 'redis' | 'postgres'): ViteUserConfig {
  return nodeTests(configUrl, `src/**/*.${kind}.test.ts`, `.${kind}`);
}

function nodeTests(configUrl: string, include: string, kind: string): ViteUserConfig {
  const { root, name } = projectOf(configUrl);
  return defineConfig({
    root,
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: [include],
      setupFiles: [fileURLToPath(new URL('plain-environment.mts', import.meta.url))],
      reporters: ['default', ['json', { outputFile: reportFile(name, kind) }]],
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  });
}

/**
 * Tests in Node that drive what was built in a browser, started with `inject('chromium')`. They take the machine for themselves: one
 * file after another.
 *
 * @param configUrl - `import.meta.url` of the project's `vitest.e2e.config.mts`.
 */
export function e2eProject(configUrl: string): ViteUserConfig {
  const { root, name } = projectOf(configUrl);
  return defineConfig({
    root,
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: ['src/**/*.e2e.test.ts'],
      setupFiles: [fileURLToPath(new URL('plain-environment.mts', import.meta.url))],
      reporters: ['default', ['json', { outputFile: reportFile(name, '.e2e') }]],
      provide: { chromium: chromium() },
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 60_000,
    },
  });
}

/**
 * Tests that need a browser: they run in the Chromium found on PATH, without a window.
 *
 * @param configUrl - `import.meta.url` of the project's `vitest.browser.config.mts`.
 * @param plugins - Plugins of Vite that the project's tests need.
 */
export function browserProject(configUrl: string, plugins: PluginOption[] = []): ViteUserConfig {
  const { root, name } = projectOf(configUrl);
  return defineConfig({
    root,
    plugins,
    resolve: { conditions: [...conditions, 'browser'] },
    test: {
      name,
      include: ['src/**/*.browser.test.ts'],
      reporters: ['default', ['json', { outputFile: reportFile(name, '.browser') }]],
      testTimeout: 60_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: chromium() }),
        instances: [{ browser: 'chromium' }],
      },
    },
  });
}

export interface ChromiumOptions {
  executablePath?: string;
  args?: string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    /** For Playwright's `launch`. */
    chromium: ChromiumOptions;
  }
}

/** How Chromium is started: as on a machine without a graphics card, as root in a container too. */
export function chromium(): ChromiumOptions {
  const program = programs.find(({ name }) => name === 'Chromium');
  const executablePath = program && findProgram(program);
  if (executablePath === undefined) return {};
  return {
    executablePath,
    args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  };
}

function projectOf(configUrl: string): { root: string; name: string } {
  const root = dirname(fileURLToPath(configUrl));
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string };
  return { root, name };
}

function reportFile(name: string, kind: string): string {
  return fileURLToPath(new URL(`../../reports/${name}${kind}.json`, import.meta.url));
}
