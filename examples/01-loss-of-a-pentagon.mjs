/**
 * @file The loss of five features arranged as a pentagon in two dimensions: exact, with no batch and no noise.
 */
import { populationLoss } from '@tegum/core';

const angles = [0, 1, 2, 3, 4].map((i) => (2 * Math.PI * i) / 5);
const pentagon = { features: 5, hidden: 2, W: Float64Array.from([...angles.map(Math.cos), ...angles.map(Math.sin)]), b: new Float64Array(5) };
const { loss, errorBound } = populationLoss(pentagon, { density: new Float64Array(5).fill(0.1), importance: new Float64Array(5).fill(1) });

console.log(`loss ${loss.toFixed(12)}, and the true loss is within ${errorBound.toExponential(0)} of it`);
