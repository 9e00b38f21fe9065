/**
 * @file The graph of packages for ARCHITECTURE.md: who needs whom when it runs, as Nx sees it.
 */
import { createProjectGraphAsync } from '@nx/devkit';
import { projects, readJson, root } from '@tegum/bootstrap/workspace';
import { join } from 'node:path';

/** What only tests and builds need is left out, and what is reached by way of another package, too. */
const graph = await createProjectGraphAsync({ exitOnError: false });

/** @returns {string} */
export function packageGraph() {
  const shown = projects().filter(({ name, folder }) => /^(packages|apps)\//.test(folder) && name !== '@tegum/testing');
  const names = new Set(shown.map(({ name }) => name));
  /** @type {Map<string, string[]>} */
  const needs = new Map(shown.map(({ name, folder }) => {
    const { dependencies = {}, private: _private, devDependencies = {} } = readJson(join(root, folder, 'package.json'));
    // A page bundles what it needs, and so has it among its devDependencies.
    const declared = folder === 'apps/explorer' ? { ...dependencies, ...devDependencies } : dependencies;
    const targets = (graph.dependencies[name] ?? []).map(({ target }) => target);
    return [name, [...new Set(targets)].filter((target) => names.has(target) && target in declared).sort()];
  }));
  /** @param {string} name @returns {string[]} */
  const reached = (name) => (needs.get(name) ?? []).flatMap((other) => [other, ...reached(other)]);
  const lines = [...needs].flatMap(([name, direct]) => direct
    .filter((target) => !direct.some((other) => other !== target && reached(other).includes(target)))
    .map((target) => `  ${label(name)} --> ${label(target)}`));
  return ['```mermaid', 'flowchart BT', ...lines, '```'].join('\n');
}

/** @param {string} name */
function label(name) {
  return name.replace('@tegum/', '');
}
