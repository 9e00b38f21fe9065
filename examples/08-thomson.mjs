/**
 * @file Electrons on a sphere, computed and held against the published energies.
 */
import { thomson } from '@tegum/core';
import { publishedThomsonOf } from '@tegum/data-reference';

for (const points of [4, 6, 12, 16]) {
  const { energy, minima } = thomson({ points, seed: 0 });
  const published = publishedThomsonOf(points);
  const metastable = minima.filter(({ curvature }, index) => index > 0 && (curvature ?? 0) > 1e-6).length;
  console.log(`${String(points).padStart(2)} points  ${energy.toFixed(9)}  published ${published?.energy.toFixed(9)} (${published?.pointGroup})  ${metastable} metastable`);
}
