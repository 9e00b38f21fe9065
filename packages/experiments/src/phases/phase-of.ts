/** @file The one rule that gives a model its phase label. */
import { describeGeometry, type ToyModel } from '@tegum/core';
import type { CellContent } from '../cell.js';
import { geometryPhase } from './geometry-phase.js';
import { lastFeaturePhase } from './last-feature-phase.js';

/**
 * The phase of a model trained for a cell; a pure function of both.
 *
 * - `other` where no feature is both active (density > 0) and wanted (importance > 0): every model is as good as any.
 * - hidden = features − 1, the family of Elhage et al.'s phase diagrams: the fate of the last feature (`lastFeaturePhase`).
 * - any other shape: its interference components, counted (`geometryPhase`).
 *
 * @example
 * phaseOf({ density: [0.1, 0.1], importance: [1, 1] }, { features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2) }); // → 'antipodal'
 */
export function phaseOf(content: Pick<CellContent, 'density' | 'importance'>, model: ToyModel): string {
  const { features, hidden, W } = model;
  if (!content.density.some((density, feature) => density * content.importance[feature]! > 0)) return 'other';
  if (hidden === features - 1) return lastFeaturePhase(features, hidden, W);
  return geometryPhase(features, describeGeometry(model).components);
}
