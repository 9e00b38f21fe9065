/** @file A label for any shape of model: the components of its interference graph, counted. */

/** What this label needs to know of one component. */
export interface NamedComponent {
  readonly name: string;
  readonly features: readonly number[];
}

/**
 * Counts components by name, those of most features first, then features in none of them: `pentagon`,
 * `triangle + 3 digons`, `pentagon + 2 ignored`, `6 ignored`. It does not change when features are renumbered.
 */
export function geometryPhase(features: number, components: readonly NamedComponent[]): string {
  const counts = new Map<string, number>();
  const ordered = [...components].sort((a, b) => b.features.length - a.features.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const { name } of ordered) counts.set(name, (counts.get(name) ?? 0) + 1);
  const parts = [...counts].map(([name, count]) => (count === 1 ? name : `${count} ${pluralOf(name)}`));
  const ignored = components.reduce((rest, component) => rest - component.features.length, features);
  if (ignored > 0) parts.push(`${ignored} ignored`);
  return parts.join(' + ');
}

function pluralOf(name: string): string {
  if (name === 'unnamed') return name;
  return name.endsWith('x') ? `${name.slice(0, -2)}ices` : `${name}s`;
}
