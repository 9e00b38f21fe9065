export { empirical } from './empirical.js';
export { exactlyActive } from './exactly-active.js';
export type { ExactlyActiveOptions } from './exactly-active.js';
export type { Complex, FeatureDistribution, RowSampler, SampleSource } from './feature-distribution.js';
export { groupedSparse } from './grouped-sparse.js';
export type { GroupedSparseOptions, SparseGroup } from './grouped-sparse.js';
export { binarySparse, signedUniformSparse, uniformSparse } from './independent-sparse.js';
export { poissonBinomial } from './poisson-binomial.js';
