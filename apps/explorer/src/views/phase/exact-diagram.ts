/**
 * @file The exact diagram: the phase of the global optimum at every cell, coarse to fine, by the kernel that `tegum figure --kernel`
 * draws with; and some of its cells computed again in float64.
 */
import { competingOptima } from '@tegum/core';
import { familyPopulation, lastFeaturePhase } from '@tegum/experiments';
import { openDevice, PhaseDiagram, PHASES, type Backend } from '@tegum/kernels';
import type { Steps } from '../../compute/job.protocol.js';
import { centres, DENSITIES, IMPORTANCES } from './axes.js';
import { fastestBackend } from './fastest-backend.js';
import { UNKNOWN, type BackendChoice } from './question.js';

export interface ExactQuestion {
  readonly features: number;
  readonly cells: number;
  readonly backend: BackendChoice;
}

/** All arrays [importances, densities] row-major; those of `loss` and `second` are NaN where nothing is known. */
export interface ExactDiagram {
  readonly cells: number;
  /** Index into `phases`, or `UNKNOWN`. */
  readonly phase: Uint8Array;
  readonly loss: Float64Array;
  /** The lowest loss of another local optimum. */
  readonly second: Float64Array;
  readonly backend: Backend;
  /** Why not a faster one. */
  readonly fallbackReason: string | null;
  /** How far it is from `competingOptima` of core, at cells spread over the finished diagram. */
  readonly check: { readonly cells: number; readonly worstLoss: number; readonly otherPhase: number } | null;
}

const COARSEST = 16;
/** Rows computed between two looks at whether the question is still asked. */
const BAND = 16;
const CHECKED = { 2: 12, 3: 3 } as const;
const CHECK_STARTS = 8;

export async function* exactDiagram({ features: asked, cells, backend: choice }: ExactQuestion): Steps<ExactDiagram> {
  const features = asked === 3 ? 3 : 2;
  const { backend, passedOver } = choice === 'auto' ? await fastestBackend() : { backend: choice, passedOver: null };
  const device = await openDevice(backend);
  const kernel = new PhaseDiagram(device);
  try {
    const sides = [];
    for (let side = Math.min(COARSEST, cells); side <= cells; side *= 2) sides.push(side);
    const total = sides.reduce((sum, side) => sum + side * side, 0);
    let done = 0;
    let answer: ExactDiagram | undefined;
    for (const side of sides) {
      const densities = Float64Array.from(centres(DENSITIES, side));
      const importances = Float64Array.from(centres(IMPORTANCES, side));
      const field: ExactDiagram = { cells: side, ...finer(answer, side), backend, fallbackReason: passedOver, check: null };
      const band = backend === 'core' ? 1 : BAND;
      for (let first = 0; first < side; first += band) {
        const { result } = await kernel.run({ features, densities, importances: importances.slice(first, first + band) });
        field.phase.set(result.phase, first * side);
        field.loss.set(result.loss, first * side);
        field.second.set(result.second, first * side);
        done += band * side;
        // A coarse picture is at once there, whole; a finer one grows over it.
        yield { fraction: done / total, partial: field };
      }
      answer = field;
    }
    return { ...answer!, check: checked(features, answer!) };
  } finally {
    kernel.dispose();
    await device.dispose();
  }
}

/** The cells of a coarser diagram, each four times. */
function finer(coarse: ExactDiagram | undefined, side: number): Pick<ExactDiagram, 'phase' | 'loss' | 'second'> {
  const factor = coarse === undefined ? 1 : side / coarse.cells;
  const parent = (pixel: number): number => Math.floor(pixel / side / factor) * (side / factor) + Math.floor((pixel % side) / factor);
  const length = side * side;
  return {
    phase: Uint8Array.from({ length }, (_, pixel) => coarse?.phase[parent(pixel)] ?? UNKNOWN),
    loss: Float64Array.from({ length }, (_, pixel) => coarse?.loss[parent(pixel)] ?? NaN),
    second: Float64Array.from({ length }, (_, pixel) => coarse?.second[parent(pixel)] ?? NaN),
  };
}

/** At cells of a golden-ratio lattice, which no grid resonates with. */
function checked(features: 2 | 3, { cells, phase, loss }: ExactDiagram): ExactDiagram['check'] {
  const densities = centres(DENSITIES, cells);
  const importances = centres(IMPORTANCES, cells);
  const count = CHECKED[features];
  let worstLoss = 0;
  let otherPhase = 0;
  for (let k = 0; k < count; k++) {
    const column = Math.floor(((k + 0.5) / count) * cells);
    const row = Math.floor(((k * 0.6180339887 + 0.3) % 1) * cells);
    const population = familyPopulation(features, densities[column]!, importances[row]!);
    const [best] = competingOptima({ population, hidden: features - 1, starts: CHECK_STARTS, seed: 0 });
    const pixel = row * cells + column;
    worstLoss = Math.max(worstLoss, Math.abs(loss[pixel]! / best!.loss - 1));
    if (PHASES[phase[pixel]!] !== lastFeaturePhase(features, features - 1, best!.W)) otherPhase++;
  }
  return { cells: count, worstLoss, otherPhase };
}
