export { loadKernel, reserve } from './load-kernel.js';
export type { KernelExports } from './load-kernel.js';
export { SimdSeries } from './population-loss/simd-series.js';
export { fastestSeries, seriesBackend } from './population-loss/fastest-series.js';
