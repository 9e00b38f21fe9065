import type { Preset } from './preset.js';

export const phaseDiagram2x1: Preset = {
  name: 'phase-diagram-2x1',
  title: 'Phase diagram of two features in one dimension',
  source: 'Elhage et al. 2022, "Toy Models of Superposition", section "Superposition as a Phase Change"',
  see: 'Three regions with sharp borders: the last feature is ignored, has the dimension to itself, or shares it antipodally.',
  spec: {
    format: 'tegum-spec@1',
    name: 'phase-diagram-2x1',
    description: 'Density by relative importance of the last feature, n = 2, m = 1, exact population loss.',
    model: {
      features: 2,
      hidden: 1,
      density: { logspace: [0.01, 1, 64] },
      importance: { last: { logspace: [0.1, 10, 64] } },
    },
    train: { method: 'exact', starts: 8, tolerance: 1e-9 },
    figures: ['phase-diagram'],
  },
};
