/**
 * @file What a view tells the page around it: its programs to copy, its keys, its summary. Called while the view's component is
 * initialised; all of it ends with the component.
 */
import { onDestroy } from 'svelte';

/** The same computation elsewhere; each a text to paste. */
export interface Equivalents {
  readonly cli?: string;
  readonly typescript?: string;
  readonly numpy?: string;
}

/** What the keys do in a view; a key whose action is absent does nothing and is not listed in the help. */
export interface Actions {
  /** Space: play or pause. */
  readonly toggle?: () => void;
  /** →: one step. */
  readonly step?: () => void;
  /** R: from the start, with the same seed. */
  readonly restart?: () => void;
  /** S: with a new seed. */
  readonly reseed?: () => void;
}

interface Offer {
  readonly equivalents: () => Equivalents;
  readonly actions: Actions;
}

let current: Offer | undefined;

/** What the view on the page offers now. */
export function offered(): Offer | undefined {
  return current;
}

/** @param offer.equivalents - Called when somebody wants to copy, with what is shown then. */
export function offer(given: Offer): void {
  current = given;
  onDestroy(() => {
    if (current === given) current = undefined;
  });
}
