export { InputError } from './errors.js';
export type { Population, ToyModel } from './model.js';
