/** @file Laws of the data under which the shown model is judged; optima are sought under the first. Their names stand in the address. */

export const laws = [
  { name: 'uniform', label: 'Independent, uniform on [0, 1]', short: 'independent uniform features' },
  { name: 'signed', label: 'Independent, uniform on [−1, 1]', short: 'features of either sign' },
  { name: 'binary', label: 'Independent, 0 or 1', short: 'features that are 0 or 1' },
  { name: 'correlated', label: 'Pairs active together', short: 'features that are active in pairs' },
  { name: 'anticorrelated', label: 'Pairs never active together', short: 'features that exclude each other in pairs' },
  { name: 'exactly-one', label: 'Exactly one active', short: 'exactly one active feature' },
] as const;

export type LawName = (typeof laws)[number]['name'];

export const lawNames = laws.map(({ name }) => name);
