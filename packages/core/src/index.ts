export { InputError } from './errors.js';
export type { Population, ToyModel } from './model.js';
export { MAX_ANGLE, cos, exp, expm1, log, log1p, sin, sincosInto } from './numerics/elementary.js';
export { linspace } from './numerics/linspace.js';
export { logspace } from './numerics/logspace.js';
export { philox4x32Into } from './numerics/philox.js';
