/**
 * @file Train one model from many starts, on the loss itself: where do they end, and how often?
 *
 * At this density pentagons and pairs of opposites are both stable. Nothing is random but the starts, and those are seeded: the same
 * output every time.
 */
import { census, describeGeometry } from '@tegum/core';

const population = { density: new Float64Array(6).fill(0.2), importance: new Float64Array(6).fill(1) };
const { optima } = census({ population, hidden: 2, starts: 40, seed: 0 });

console.log(`40 starts, ${optima.length} distinct local optima`);
for (const { loss, count, minHessianEigenvalue, W } of optima) {
  const names = describeGeometry({ features: 6, hidden: 2, W }).components.map(({ name }) => name);
  console.log(`loss ${loss.toFixed(9)}  found ${String(count).padStart(2)} times  least curvature ${minHessianEigenvalue?.toFixed(4)}  ${names.join(' + ')}`);
}
