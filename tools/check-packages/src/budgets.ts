/** What a page pays for importing so much of a package, minified and gzipped; see docs/decisions/0012-size-of-core.md, and 0015 on zod. */
export const budgets: readonly { readonly package: string; readonly what: string; readonly kilobytes: number }[] = [
  { package: '@tegum/core', what: '*', kilobytes: 70 },
  { package: '@tegum/core', what: '{ featureDimensionality }', kilobytes: 1.2 },
  { package: '@tegum/core', what: '{ populationLoss }', kilobytes: 11 },
  { package: '@tegum/core', what: '{ census, describeGeometry }', kilobytes: 36 },
  { package: '@tegum/experiments', what: '*', kilobytes: 125 },
];
