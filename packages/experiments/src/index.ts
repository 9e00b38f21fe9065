export type { Cell, CellContent, Training } from './cell.js';

// Specs
export { applyOverrides, applySeed } from './spec/overrides.js';
export { parseSpec } from './spec/parse-spec.js';
export type { ResolvedSpec, ResolvedTrain, ScalarOrAxis } from './spec/parse-spec.js';
export { FIGURE_NAMES, SPEC_FORMAT, specJsonSchema } from './spec/spec-schema.js';
export type { FigureName, SpecInput } from './spec/spec-schema.js';
export { didYouMean } from './spec/suggest.js';

// Plans and cells
export { cellId, cellOf, cellSeed } from './plan/cell-identity.js';
export { parseCell } from './plan/parse-cell.js';
export { canonicalJson } from './plan/canonical-json.js';
export { NUMERICS_VERSION } from './plan/numerics-version.js';
export { planSpec } from './plan/plan-spec.js';
export type { Plan } from './plan/plan-spec.js';
export type { GridAxis } from './plan/grid.js';
export type { AxisValue } from './plan/quantities.js';

// Running
export { estimateCost } from './cost/estimate-cost.js';
export { familyPopulation } from './phases/family-population.js';
export { lastFeaturePhase } from './phases/last-feature-phase.js';
export type { LastFeaturePhase } from './phases/last-feature-phase.js';
export { phaseOf } from './phases/phase-of.js';
export { phaseTraining, trainToPhase } from './phases/train-to-phase.js';
export type { PhasePoint, TrainedPhase } from './phases/train-to-phase.js';
export { cellParameters, runCell } from './run/run-cell.js';
/** Minibatch training in plain float64: the reference that the trainer of cells is measured and tested against. */
export { trainReference } from './minibatch/reference/train-reference.js';
export type { ReferenceOptions, ReferenceResult } from './minibatch/reference/train-reference.js';

// Presets
export { findPreset, PRESETS } from './presets/presets.js';
export type { Preset } from './presets/preset.js';
