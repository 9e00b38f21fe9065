import type { Preset } from './preset.js';

export const polygons: Preset = {
  name: 'polygons',
  title: 'Polygons in two dimensions',
  source: 'Elhage et al. 2022, "Toy Models of Superposition", and Chen et al. 2023 on k-gons of the sparse limit',
  see: 'When sparse, up to seven features form a regular polygon and the rest are ignored; as density grows the polygon loses corners.',
  spec: {
    format: 'tegum-spec@1',
    name: 'polygons',
    description: 'n = 5 … 8 equally important features in two dimensions, over nine densities.',
    model: {
      features: { list: [5, 6, 7, 8] },
      hidden: 2,
      density: { logspace: [0.001, 0.5, 9] },
      importance: 1,
    },
    train: { method: 'exact', starts: 256, tolerance: 1e-9 },
    figures: ['polygons'],
  },
};
