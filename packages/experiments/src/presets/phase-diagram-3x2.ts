import type { Preset } from './preset.js';

export const phaseDiagram3x2: Preset = {
  name: 'phase-diagram-3x2',
  title: 'Phase diagram of three features in two dimensions',
  source: 'Elhage et al. 2022, "Toy Models of Superposition", section "Superposition as a Phase Change"',
  see: 'The same three regions as for two features in one dimension; sharing is antipodal with one of the two others.',
  spec: {
    format: 'tegum-spec@1',
    name: 'phase-diagram-3x2',
    description: 'Density by relative importance of the last feature, n = 3, m = 2, exact population loss.',
    model: {
      features: 3,
      hidden: 2,
      density: { logspace: [0.01, 1, 64] },
      importance: { last: { logspace: [0.1, 10, 64] } },
    },
    train: { method: 'exact', starts: 8, tolerance: 1e-9 },
    figures: ['phase-diagram'],
  },
};
