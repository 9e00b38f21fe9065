/**
 * @file The state of a view: named parameters, read from the query of an address and written back.
 */
import { InputError } from '@tegum/core';
import type { Parameter } from './parameter.js';

// `never` and `unknown` would refuse parameters of concrete values: the value stands on both sides of an arrow.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Schema = Readonly<Record<string, Parameter<any>>>;

export type StateOf<S extends Schema> = { readonly [Key in keyof S]: S[Key] extends Parameter<infer Value> ? Value : never };

export interface ReadState<S extends Schema> {
  readonly state: StateOf<S>;
  /** One line for everything the address has that was not understood; those parameters have their initial values. */
  readonly problems: readonly string[];
}

export function initialState<S extends Schema>(schema: S): StateOf<S> {
  return Object.fromEntries(Object.entries(schema).map(([name, { initial }]) => [name, initial as unknown])) as StateOf<S>;
}

/** Reads what the schema names. `reserved` names belong to somebody else and are passed over. */
export function readState<S extends Schema>(schema: S, query: URLSearchParams, reserved: readonly string[]): ReadState<S> {
  const state: Record<string, unknown> = { ...initialState(schema) };
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [name, text] of query) {
    if (reserved.includes(name)) continue;
    const parameter = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (parameter === undefined) {
      problems.push(`${shorten(name)}: no such setting here (it is ignored; there are ${Object.keys(schema).join(', ')})`);
    } else if (seen.has(name)) {
      problems.push(`${name}: expected it once, got it again (the first one holds)`);
    } else {
      seen.add(name);
      try {
        state[name] = parameter.parse(text, name);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problems.push(`${error.message} (${parameter.format(parameter.initial)} is used)`);
      }
    }
  }
  return { state: state as StateOf<S>, problems };
}

/** Writes what differs from the initial values, in the schema's order. */
export function writeState<S extends Schema>(schema: S, state: StateOf<S>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, { initial, format }] of Object.entries(schema)) {
    const text = format(state[name]);
    if (text !== format(initial)) query.set(name, text);
  }
  return query;
}

function shorten(name: string): string {
  return JSON.stringify(name.length <= 40 ? name : `${name.slice(0, 39)}…`);
}
