/** @file Which columns of a run can be axes and which can be colours; named as in its Parquet. */

export const axes = ['density', 'last_importance', 'features', 'hidden', 'seed'] as const;
export type AxisColumn = (typeof axes)[number];

/** Numbers that were found. */
export const measures = [
  'loss', 'error_bound', 'gradient_norm', 'min_hessian_eigenvalue', 'starts', 'best_count', 'optima_count', 'second_loss', 'evaluations', 'rank', 'tightness', 'total_dimensionality',
] as const;

/** `phase` is the only one that is a word. */
export const colours = ['phase', ...measures] as const;
export type ColourColumn = (typeof colours)[number];

export const numberColumns = [...axes, ...measures] as const;
export type NumberColumn = (typeof numberColumns)[number];

export const titles: Readonly<Record<NumberColumn | 'phase', string>> = {
  density: 'density p',
  last_importance: 'relative importance of the last feature',
  features: 'features n',
  hidden: 'hidden units m',
  seed: 'seed',
  phase: 'phase',
  loss: 'loss, exact',
  error_bound: 'error bound of the loss',
  gradient_norm: '|gradient|',
  min_hessian_eigenvalue: 'least curvature',
  starts: 'starts',
  best_count: 'starts that found the best',
  optima_count: 'distinct optima',
  second_loss: 'loss of the second optimum',
  evaluations: 'evaluations',
  rank: 'rank',
  tightness: 'tightness',
  total_dimensionality: 'Σ dimensionality',
};
