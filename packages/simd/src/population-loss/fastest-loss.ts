import type { CreateLoss, CreateSolver } from '@tegum/core';
import { SimdPopulationLoss } from './simd-population-loss.js';
import { SimdSolver } from './simd-solver.js';

/** The faster loss for a model. Takes as many terms as core's own choice. */
export const fastestLoss: CreateLoss = (features, hidden, density, importance) => new SimdPopulationLoss(features, hidden, density, importance);

/** The faster solver for a model: for `Descent` and `census` of `@tegum/core`. */
export const fastestSolver: CreateSolver = (population, hidden) => new SimdSolver(population, hidden);
