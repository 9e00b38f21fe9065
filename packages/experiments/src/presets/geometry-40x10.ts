import type { Preset } from './preset.js';

export const geometry40x10: Preset = {
  name: 'geometry-40x10',
  title: 'Feature dimensionality against sparsity',
  source: 'Elhage et al. 2022, "Toy Models of Superposition", section "The Geometry of Superposition"',
  see: 'Feature dimensionalities gather at the values of polytopes (1/2 digon, 2/3 triangle, …) while their sum stays near 10.',
  spec: {
    format: 'tegum-spec@1',
    name: 'geometry-40x10',
    description: '40 equally important features in 10 dimensions; 1/density from 1 to 100 in equal ratios.',
    model: {
      features: 40,
      hidden: 10,
      density: { logspace: [1, 0.01, 20] },
      importance: 1,
    },
    train: { method: 'exact', starts: 8, tolerance: 1e-6 },
    figures: ['dimensionality'],
  },
};
