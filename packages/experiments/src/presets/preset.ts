import type { SpecInput } from '../spec/spec-schema.js';

/** A named experiment that reproduces a published figure. */
export interface Preset {
  /** Equal to the name of its spec. */
  readonly name: string;
  readonly title: string;
  /** Where the figure was published. */
  readonly source: string;
  /** One sentence: what to look for in the outcome. */
  readonly see: string;
  readonly spec: SpecInput;
}
