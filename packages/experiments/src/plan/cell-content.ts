/** @file From a point of the grid to the content of a cell: vectors filled, training parameters complete. */
import type { TrainMethod } from '@tegum/data-runs';
import type { CellContent, Training } from '../cell.js';
import type { TrainParameter } from '../spec/spec-schema.js';
import { defaultParameter, PARAMETERS_OF } from '../spec/training-parameters.js';
import type { GridPoint } from './grid.js';

/** The content of the cell at a point of a checked grid. */
export function contentAt(point: GridPoint): CellContent {
  const features = point['model.features'] as number;
  return {
    features,
    hidden: point['model.hidden'] as number,
    density: perFeature(point['model.density'] as number | readonly number[], features),
    importance: importanceAt(point, features),
    training: trainingAt(point),
    seed: point['seeds'] as number,
  };
}

function perFeature(value: number | readonly number[], features: number): readonly number[] {
  return typeof value === 'number' ? new Array<number>(features).fill(value) : value;
}

function importanceAt(point: GridPoint, features: number): readonly number[] {
  const last = point['model.importance.last'] as number | undefined;
  if (last !== undefined) return [...new Array<number>(features - 1).fill(1), last];
  const ratio = point['model.importance.geometric'] as number | undefined;
  if (ratio === undefined) return perFeature(point['model.importance'] as number | readonly number[], features);
  const powers = [1];
  while (powers.length < features) powers.push(powers[powers.length - 1]! * ratio);
  return powers;
}

/** A parameter the method does not read takes its default, so that a cell's identity cannot depend on it. */
function trainingAt(point: GridPoint): Training {
  const method = point['train.method'] as TrainMethod;
  const read = (parameter: TrainParameter): number => {
    const given = PARAMETERS_OF[method].includes(parameter) ? point[`train.${parameter}`] : undefined;
    return (given as number | undefined) ?? defaultParameter(method, parameter);
  };
  const starts = read('starts');
  const tolerance = read('tolerance');
  if (method === 'exact') return { method, starts, tolerance, maxIterations: read('maxIterations') };
  return {
    method,
    starts,
    tolerance,
    steps: read('steps'),
    batchSize: read('batchSize'),
    learningRate: read('learningRate'),
    momentum: read('momentum'),
    beta1: read('beta1'),
    beta2: read('beta2'),
    epsilon: read('epsilon'),
    weightDecay: read('weightDecay'),
  };
}
