export { loadKernel, reserve } from './load-kernel.js';
export type { KernelExports } from './load-kernel.js';
export { SimdPopulationLoss } from './population-loss/simd-population-loss.js';
export { fastestLoss, lossBackend } from './population-loss/fastest-loss.js';
export { MinibatchTrainer } from './minibatch/minibatch-trainer.js';
export type { OptimizerState } from './minibatch/minibatch-trainer.js';
export { checkInstance, checkMinibatchOptions } from './minibatch/options.js';
export type { MinibatchInstance, MinibatchOptions } from './minibatch/options.js';
