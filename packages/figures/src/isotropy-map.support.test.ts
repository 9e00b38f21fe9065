/** @file A made-up map whose error is n p exactly: its lines are straight. */
import type { IsotropyMapData } from './isotropy-map.js';

const features = Array.from({ length: 499 }, (_, index) => index + 2);
const densities = Array.from({ length: 101 }, (_, step) => (step === 100 ? 1 : 1e-3 ** (1 - step / 100)));

export const mapSample: IsotropyMapData = {
  features,
  densities,
  defects: features.flatMap((n) => densities.map((p) => n * p)),
  marked: { features: 50, density: 0.01, defect: 0.5 },
};
