/**
 * @file What the shell knows of a view before it is shown. The component, and everything it imports, is loaded when it is.
 */
import type { Component } from 'svelte';
import type { Schema, StateOf } from '../state/schema.js';

export interface ViewProps<S extends Schema> {
  /** A snapshot: never modified, replaced at every change. */
  readonly state: StateOf<S>;
  /**
   * Changes some of the state. Changes of the same settings within a second are one step of the browser's history, so that
   * dragging a slider is one step back.
   */
  readonly change: (patch: Partial<StateOf<S>>) => void;
}

export interface Preset<S extends Schema> {
  readonly title: string;
  readonly state: Partial<StateOf<S>>;
}

export interface View<S extends Schema> {
  /** In the address, kebab-case; never changed, or old addresses break. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what to see in it. */
  readonly see: string;
  /** Of the schema; rises when the same address would mean something else. */
  readonly version: number;
  readonly schema: S;
  /** Settings that do not fit together → ones that do, as close as can be. The same object if they fit. */
  readonly reconcile?: (state: StateOf<S>) => StateOf<S>;
  readonly presets?: readonly Preset<S>[];
  readonly load: () => Promise<{ readonly default: Component<ViewProps<S>> }>;
}

/** Any view, as the registry holds them: state in and out of it always goes through its own schema. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyView = View<any>;

/** Gives a view its types, and forgets nothing. */
export function defineView<const S extends Schema>(view: View<S>): View<S> {
  return view;
}
