/**
 * @file Who may import whom. The lint enforces this file, and the table in CONTRIBUTING.md is written from it.
 *
 * A project wears two tags: `type:` says its place among the layers, `platform:` where its code runs.
 * Built-in modules of Node are not npm packages: in universal code the compiler refuses them (`types: []`).
 *
 * @typedef {object} Layer
 * @property {string} type The tag, without `type:`.
 * @property {string} holds What lives here.
 * @property {readonly string[]} mayImport Other layers, without `type:`.
 * @property {readonly string[] | 'any'} npm The packages from npm it may import, at any entry; tests may use `testLibraries` besides.
 */

/** What test files import; the rule cannot tell tests from code, so every layer has them. */
export const testLibraries = ['vitest', 'fast-check'];

/** @type {readonly Layer[]} From the bottom up. */
export const layers = [
  { type: 'testing', holds: 'closeness, generators, golden files: a leaf', mayImport: [], npm: [] },
  { type: 'core', holds: 'the maths, float64', mayImport: ['testing'], npm: ['ml-matrix'] },
  { type: 'data', holds: 'feature distributions, records, tables', mayImport: ['core', 'testing'],
    npm: ['hyparquet', 'hyparquet-writer', 'papaparse', 'zod'] },
  { type: 'simd', holds: 'WebAssembly SIMD', mayImport: ['core', 'data', 'testing'], npm: [] },
  { type: 'kernels', holds: 'gpu.js kernels', mayImport: ['core', 'data', 'simd', 'testing'], npm: ['gpu.js'] },
  { type: 'experiments', holds: 'spec, plan, cells', mayImport: ['core', 'data', 'simd', 'kernels', 'testing'],
    npm: ['@noble/hashes', 'zod'] },
  { type: 'notes', holds: 'the source notes, checked', mayImport: ['core', 'data', 'testing'], npm: [] },
  { type: 'figures', holds: 'data → SVG', mayImport: ['core', 'data', 'simd', 'kernels', 'testing'],
    npm: ['@expo-google-fonts/inter', '@observablehq/plot', '@resvg/resvg-js', 'fast-png', 'linkedom'] },
  { type: 'app', holds: 'the command line, the explorer', npm: 'any',
    mayImport: ['core', 'data', 'simd', 'kernels', 'experiments', 'notes', 'figures', 'testing'] },
  { type: 'example', holds: 'programs to read first', npm: [],
    mayImport: ['core', 'data', 'simd', 'kernels', 'experiments', 'notes', 'figures', 'app'] },
  { type: 'tool', holds: 'checks, benches, the bootstrap', npm: 'any',
    mayImport: ['core', 'data', 'simd', 'kernels', 'experiments', 'notes', 'figures', 'testing', 'tool'] },
];

/** Platform → the platforms it may import, without `platform:`. */
export const platforms = { universal: ['universal'], node: ['universal', 'node'], web: ['universal', 'web'] };

/** The same, as `@nx/enforce-module-boundaries` wants it. */
export const depConstraints = [
  ...layers.map(({ type, mayImport, npm }) => ({
    sourceTag: `type:${type}`,
    onlyDependOnLibsWithTags: mayImport.map((other) => `type:${other}`),
    ...(npm === 'any' ? {} : { allowedExternalImports: [...npm, ...testLibraries].flatMap((name) => [name, `${name}/*`]) }),
  })),
  ...Object.entries(platforms).map(([platform, mayImport]) => ({
    sourceTag: `platform:${platform}`,
    onlyDependOnLibsWithTags: mayImport.map((other) => `platform:${other}`),
  })),
];
