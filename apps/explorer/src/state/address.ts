/**
 * @file The address: `#view?v=1&name=value…`. All state is in it, so the same address gives the same numbers.
 *
 * It stands after the `#`: the page works from any file host, and no server learns what is looked at.
 */
import type { AnyView } from '../views/view.js';
import { choice, flag } from './parameter.js';
import { initialState, readState, writeState, type Schema, type StateOf } from './schema.js';

/** Settings of the page around the views. */
export const pageSchema = {
  /** The view alone, without navigation, to stand in another page. */
  embed: flag(false),
  /** `system`: as the reader's system, or as chosen on the page. */
  theme: choice(['system', 'light', 'dark'], 'system'),
};

export type PageState = StateOf<typeof pageSchema>;

export interface Place {
  readonly view: AnyView;
  /** Fits `view.schema`. */
  readonly state: StateOf<AnyView['schema']>;
  readonly page: PageState;
  /** What of the address was not understood. */
  readonly problems: readonly string[];
}

const LONGEST = 8192;

/** The place an address names, and whatever in it was not understood. Never throws. */
export function readAddress(hash: string, views: readonly [AnyView, ...AnyView[]]): Place {
  const [first] = views;
  if (hash.length > LONGEST) {
    const problem = `address: expected at most ${String(LONGEST)} characters, got ${String(hash.length)} (it is ignored)`;
    return { view: first, state: initialState(first.schema), page: initialState(pageSchema), problems: [problem] };
  }
  const [id = '', ...rest] = hash.replace(/^#/, '').split('?');
  const query = new URLSearchParams(rest.join('?'));
  const problems: string[] = [];
  const known = views.find((candidate) => candidate.id === id);
  if (known === undefined && id !== '') {
    problems.push(`address: expected one of the views ${views.map((each) => each.id).join(', ')}, got ${JSON.stringify(id.slice(0, 40))}`);
  }
  const view = known ?? first;
  const version = query.get('v');
  if (version !== null && version !== String(view.version)) {
    problems.push(`v: expected ${String(view.version)}, got ${JSON.stringify(version.slice(0, 40))} (the address may have meant something else)`);
  }
  const pageNames = Object.keys(pageSchema);
  const page = readState(pageSchema, only(query, (name) => pageNames.includes(name)), []);
  const { state, problems: viewProblems } = readState(view.schema, query, ['v', ...pageNames]);
  const fitting = view.reconcile?.(state) ?? state;
  problems.push(...page.problems, ...viewProblems, ...(fitting === state ? [] : changesOf(view, state, fitting)));
  return { view, state: fitting, page: page.state, problems };
}

/** The address of a place, from `#` on. */
export function writeAddress({ view, state, page }: Pick<Place, 'view' | 'state' | 'page'>): string {
  const query = new URLSearchParams([['v', String(view.version)], ...writeState(view.schema, state), ...writeState(pageSchema, page)]);
  // Commas are common, and need no escape after a #.
  return `#${view.id}?${query.toString().replaceAll('%2C', ',')}`;
}

function only(query: URLSearchParams, keep: (name: string) => boolean): URLSearchParams {
  return new URLSearchParams([...query].filter(([name]) => keep(name)));
}

function changesOf(view: AnyView, asked: Place['state'], fitting: Place['state']): string[] {
  return Object.entries(view.schema as Schema)
    .map(([name, { format }]) => ({ name, from: format(asked[name]), to: format(fitting[name]) }))
    .filter(({ from, to }) => from !== to)
    .map(({ name, from, to }) => `${name}: ${from} does not fit the other settings (${to} is used)`);
}
