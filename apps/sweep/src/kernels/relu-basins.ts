/** @file `tegum figure --kernel basins --flow relu`: which optimum of a small ReLU model its gradient flow reaches from each start, and when. */
import { InputError, linspace } from '@tegum/core';
import type { PlaneMapData } from '@tegum/figures';
import type { Destination, Device, ReluBasinsResult } from '@tegum/kernels';
import { shareOf, type BasinShare } from './basins.js';
import { orthonormalPair } from './directions.js';

export interface ReluBasinQuestion {
  readonly density: number;
  /** Of each feature: two or three. */
  readonly importance: readonly number[];
  readonly hidden: number;
  readonly seed: number;
  /** Half the side of the plane. */
  readonly span: number;
  readonly pixels: number;
}

/** An optimum of the model and the starts that reach it; `end` also `elsewhere`, at rest at none, or `moving`. */
export interface ReluBasinShare extends BasinShare {
  /** null but for an optimum. */
  readonly loss: number | null;
}

export interface ReluBasinAnswer extends ReluBasinQuestion {
  readonly kernel: 'basins';
  readonly flow: 'relu';
  readonly backend: string;
  readonly fallbackReason: string | null;
  readonly ends: readonly ReluBasinShare[];
}

export async function reluBasinsFigure(device: Device, question: ReluBasinQuestion): Promise<{ answer: ReluBasinAnswer; figure: PlaneMapData }> {
  const { ReluBasins, phaseOfLast } = await import('@tegum/kernels');
  const { density, importance, hidden, seed, span, pixels } = question;
  const features = importance.length;
  if (features !== 2 && features !== 3) throw new InputError('--importance', 'two or three features', `${String(features)}`);
  const size = features * hidden;
  const b = new Float64Array(features);
  // Two weights are a plane already.
  const [first, second] = size === 2 ? [Float64Array.of(1, 0), Float64Array.of(0, 1)] : orthonormalPair(size, seed);
  const axis = linspace(-span, span, pixels);
  const kernel = new ReluBasins(device);
  const { result, backend, fallbackReason } = await kernel.run({
    features, hidden, density,
    importance: Float64Array.from(importance),
    origin: { W: new Float64Array(size), b },
    first: { W: first, b },
    second: { W: second, b },
    alphas: axis,
    betas: axis,
  });
  kernel.dispose();
  const optima = named(result.destinations, (W) => phaseOfLast(W, features));
  const ends = Array.from(result.time, (_, k) => endOf(result, optima, k));
  const names = [...optima, 'elsewhere', 'moving'].filter((name) => ends.includes(name));
  const longest = result.time.reduce((most, time) => (time < Infinity ? Math.max(most, time) : most), 0);
  const side = { from: -span, to: span, pixels };
  const labels = size === 2 ? ['weight of feature 1', 'weight of feature 2'] : ['α', 'β'];
  return {
    answer: {
      kernel: 'basins', flow: 'relu', backend, fallbackReason, density, importance, hidden, seed, span, pixels,
      ends: names.map((end) => ({ ...shareOf(end, ends, result.time), loss: result.destinations[optima.indexOf(end)]?.loss ?? null })),
    },
    figure: {
      title: 'ReLU model: where starts end',
      subtitle: `density ${String(density)}, importances ${importance.join(', ')}; ${String(hidden)} hidden${size === 2 ? '' : `; a plane of random directions of seed ${String(seed)}`}; computed on ${backend}`,
      caption: `Hue: the optimum reached from b = 0. Shade: time until at rest, dark ${longest.toPrecision(3)} (flow −½ grad L).`,
      x: { ...side, label: labels[0]! },
      y: { ...side, label: labels[1]! },
      cells: {
        kind: 'classes',
        names,
        classes: ends.map((end) => names.indexOf(end)),
        shades: result.time.map((time) => (longest > 0 && time < Infinity ? Math.min(1, time / longest) : 1)),
      },
    },
  };
}

/** By what becomes of the last feature; of several alike each with its place in the order of losses. */
function named(destinations: readonly Destination[], phase: (W: Float64Array) => string): string[] {
  const phases = destinations.map(({ W }) => phase(W));
  return phases.map((name, k) => (phases.indexOf(name) === phases.lastIndexOf(name) ? name : `${name} ${String(phases.slice(0, k + 1).filter((other) => other === name).length)}`));
}

function endOf({ destination, time }: ReluBasinsResult, optima: readonly string[], k: number): string {
  if (time[k] === Infinity) return 'moving';
  return optima[destination[k]!] ?? 'elsewhere';
}
