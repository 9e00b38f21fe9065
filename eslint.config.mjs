import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { depConstraints } from './tools/lint/boundaries.mjs';

const tests = '**/*.test.ts';

/** Not the same bits in every engine and version; `@tegum/core` has functions that are. */
const inexact = ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'cos', 'cosh', 'exp', 'expm1', 'hypot',
  'log', 'log10', 'log1p', 'log2', 'pow', 'sin', 'sinh', 'tan', 'tanh'];

const wallClock = [
  { object: 'Date', property: 'now', message: 'The clock is passed in.' },
  { object: 'Math', property: 'random', message: 'Random numbers come from a seeded stream.' },
];

export default tseslint.config(
  // AssemblyScript looks like TypeScript, but neither compiler nor linter of the one knows the types of the other.
  { ignores: ['**/dist', '**/out-tsc', '**/node_modules', 'reports', 'runs', 'tools/lint/fixtures', 'tools/stubs', 'packages/simd/assembly'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', {
        enforceBuildableLibDependency: true,
        banTransitiveDependencies: true,
        allow: ['../tools/vitest/project-config.mjs', '../../tools/vitest/project-config.mjs', '../../tools/vitest/minified-package.mjs'],
        depConstraints,
      }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      // An implementation of an asynchronous interface need not wait for anything itself.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // TypeScript sees undefined names itself, with the right globals for each project.
      'no-undef': 'off',
    },
  },
  {
    files: ['packages/**/*.ts'],
    ignores: [tests],
    rules: { 'no-restricted-properties': ['error', ...wallClock] },
  },
  {
    files: ['packages/{core,data-*,simd,experiments}/src/**/*.ts'],
    ignores: [tests],
    rules: {
      'no-restricted-properties': ['error', ...wallClock,
        ...inexact.map((property) => ({ object: 'Math', property, message: 'Not the same bits everywhere: see numerics/ of @tegum/core.' }))],
      'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is passed in.' }],
    },
  },
  {
    // Parsed JSON and reports of programs are looked at from all sides in tests; asserting is the check.
    files: [tests, '**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['apps/explorer/**/*.svelte', 'apps/explorer/**/*.svelte.ts'],
    extends: [svelte.configs.recommended],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      // An address of a view is a fragment of this page, and views are named by constants.
      'svelte/no-navigation-without-resolve': 'off',
      // The linter does not know the types of other components' properties; svelte-check does.
      '@typescript-eslint/no-duplicate-type-constituents': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // A list of projects that differed between files would make the compiler start anew for each kind.
    files: ['apps/explorer/**/*.ts'],
    languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'] } },
  },
  // Runs as it is, and knows only what a service worker has.
  { files: ['apps/explorer/src/offline/service-worker.js'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['**/vite*.config.mts', 'eslint.config.mjs', 'apps/explorer/measure/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
