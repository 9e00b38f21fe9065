export type { Complex, FeatureDistribution, SampleSource } from './feature-distribution.js';
export { poissonBinomial } from './poisson-binomial.js';
export { uniformSparse } from './uniform-sparse.js';
