export { loadKernel, reserve } from './load-kernel.js';
export type { KernelExports } from './load-kernel.js';
export { SimdPopulationLoss } from './population-loss/simd-population-loss.js';
export { fastestLoss, lossBackend } from './population-loss/fastest-loss.js';
