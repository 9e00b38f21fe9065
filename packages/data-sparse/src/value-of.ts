import type { MagnitudeKind } from '@tegum/core';

/** The value of an active feature, made of one uniform number u in [0, 1). */
export const valueOf: Readonly<Record<MagnitudeKind, (u: number) => number>> = {
  uniform: (u) => u,
  'signed-uniform': (u) => 2 * u - 1,
  one: () => 1,
};
