/**
 * @file The local optima of one model: what `tegum train` finds with the same settings, shown as they come.
 */
import { census, equivalentModels, modelSignature, type ModelSignature } from '@tegum/core';
import { cellOf, cellSeed, type CellContent } from '@tegum/experiments';
import { SimdSolver } from '@tegum/simd';
import type { Alive, Steps } from '../../compute/job.protocol.js';
import { canonicalOrientation } from './canonical-orientation.js';
import { describeModel, type DescribedModel } from './describe-model.js';

export interface Optimum extends DescribedModel {
  readonly loss: number;
  readonly errorBound: number;
  /** How many starts ended here, up to rotation and permutation of alike features. */
  readonly count: number;
  readonly gradientNorm: number;
  /** Modulo rotations; null where it was not computed. */
  readonly minHessianEigenvalue: number | null;
}

export interface Optima {
  /** Distinct, lowest loss first. */
  readonly optima: readonly Optimum[];
  /** Starts so far. */
  readonly starts: number;
}

/** Starts come in pairs of opposite relative signs. */
const STARTS_AT_ONCE = 2;
/** A pair is half done after about so many steps of its descents; it may take any number, of up to milliseconds each. */
const STEPS_OF_HALF_A_PAIR = 150;
/** As `tegum train`: relative difference of losses, and largest difference of an entry of WᵀW or b. */
const SAME = { loss: 1e-6, gram: 2e-3 };

interface Found {
  optimum: Omit<Optimum, 'count'>;
  signature: ModelSignature;
  count: number;
}

/**
 * Takes the starts two by two; after each pair yields all optima so far, and within it tells how far it may be: of many features in
 * many dimensions, a pair takes seconds.
 *
 * Random     as `tegum train`: the stream of pair k follows from the content with seed + k
 */
export function* findOptima(content: CellContent, alive: Alive = () => undefined): Steps<Optima> {
  const population = { density: Float64Array.from(content.density), importance: Float64Array.from(content.importance) };
  const { features, hidden, training, seed } = content;
  const found: Found[] = [];
  for (let done = 0; done < training.starts; ) {
    const starts = Math.min(STARTS_AT_ONCE, training.starts - done);
    const pair = { ...content, seed: (seed + done / STARTS_AT_ONCE) % 2 ** 32, training: { ...training, starts } };
    let steps = 0;
    const stepped = (): void => {
      steps++;
      alive((done + (starts * steps) / (steps + STEPS_OF_HALF_A_PAIR)) / training.starts);
    };
    const { optima } = census({
      population,
      hidden,
      starts,
      seed: cellSeed(cellOf(pair).id),
      tolerance: training.tolerance,
      most: starts,
      createSolver: (...model) => new SimdSolver(...model, stepped),
    });
    for (const { W, b, count, loss, errorBound, gradientNorm, minHessianEigenvalue } of optima) {
      const signature = modelSignature(W, b);
      const same = found.find(
        (known) =>
          Math.abs(known.optimum.loss - loss) <= SAME.loss * Math.max(known.optimum.loss, loss) &&
          equivalentModels(known.signature, signature, population, SAME.gram),
      );
      if (same !== undefined && same.optimum.loss <= loss) {
        same.count += count;
        continue;
      }
      const optimum = { ...describeModel(canonicalOrientation(W, features), b, features, hidden), loss, errorBound, gradientNorm, minHessianEigenvalue };
      if (same === undefined) found.push({ optimum, signature, count });
      else Object.assign(same, { optimum, count: same.count + count });
    }
    done += starts;
    found.sort((a, b) => a.optimum.loss - b.optimum.loss);
    const answer = { optima: found.map(({ optimum, count }) => ({ ...optimum, count })), starts: done };
    if (done === training.starts) return answer;
    yield { fraction: done / training.starts, partial: answer };
  }
  return { optima: [], starts: 0 };
}
