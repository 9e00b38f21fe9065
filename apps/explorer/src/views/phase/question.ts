/** @file What the diagrams ask: n equally dense features in n − 1 dimensions, all of importance 1 but for the last. */
import type { LastFeaturePhase } from '@tegum/experiments';

/** Where the exact diagram is computed; `auto`: the fastest that is no emulation. */
export const backends = ['auto', 'webgpu', 'webgl2', 'webasm', 'core'] as const;
export type BackendChoice = (typeof backends)[number];

/** Names of phases in the order of their numbers, which are those of `PHASES` of `@tegum/kernels`. */
export const phases = ['ignored', 'dedicated', 'antipodal', 'antipodal-asymmetric', 'superposition', 'all-ignored'] as const satisfies readonly LastFeaturePhase[];

/** Number of what is not known yet. */
export const UNKNOWN = 255;
