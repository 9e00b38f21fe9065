/**
 * @file May one ignore inputs with two active features because they are rare? The loss, split by the number of active features.
 *
 * A trained model makes the loss of one active feature small, and what is rare then makes up most of the rest.
 */
import { census, skeletonLosses } from '@tegum/core';

const population = { density: new Float64Array(5).fill(0.01), importance: new Float64Array(5).fill(1) };
const { optima } = census({ population, hidden: 2, starts: 8, seed: 0 });
const { W, b } = optima[0];
const { loss, skeletons } = skeletonLosses({ features: 5, hidden: 2, W, b }, population);

console.log('active   share of data   share of loss');
for (const { active, probability, contribution } of skeletons.slice(0, 4)) {
  console.log(`${active}        ${(100 * probability).toFixed(4).padStart(8)} %      ${((100 * contribution) / loss).toFixed(2).padStart(5)} %`);
}
const { lowerBound, upperBound } = skeletons[2];
console.log(`proved by 0, 1 and 2 active features alone: ${lowerBound.toExponential(4)} ≤ loss ≤ ${upperBound.toExponential(4)}`);
