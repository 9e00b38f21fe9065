/** @file `tegum figure --kernel basins`: which critical point a linear flow reaches from each point of a plane of starts, and when. */
import { flowNamed, linspace } from '@tegum/core';
import type { PlaneMapData } from '@tegum/figures';
import type { BasinFlow, Basins, Device } from '@tegum/kernels';
import { orthonormalPair } from './directions.js';

/** Linear flows, and the gradient of a ReLU model. */
export const basinFlows = ['tied', 'oja', 'notes', 'relu'] as const satisfies readonly (BasinFlow | 'relu')[];

export type NamedFlow = (typeof basinFlows)[number];

export interface BasinQuestion {
  readonly flow: BasinFlow;
  readonly eigenvalues: readonly number[];
  readonly hidden: number;
  readonly seed: number;
  /** Half the side of the plane. */
  readonly span: number;
  readonly pixels: number;
}

export interface BasinShare {
  /** What starts reach: `{1, 2}` for a projection on eigenvectors, `partial isometry`, or `moving` after 100/λ₁. */
  readonly end: string;
  /** Part of the plane. */
  readonly share: number;
  /** Mean time until at rest; null for `moving`. */
  readonly meanTime: number | null;
}

export interface BasinAnswer {
  readonly kernel: 'basins';
  readonly backend: string;
  readonly fallbackReason: string | null;
  readonly flow: BasinFlow;
  readonly eigenvalues: readonly number[];
  readonly hidden: number;
  readonly seed: number;
  readonly span: number;
  readonly pixels: number;
  readonly ends: readonly BasinShare[];
}

/** ‖G − P‖ above which an end at rest is no projection on eigenvectors. */
const AT = 0.05;

export async function basinsFigure(device: Device, question: BasinQuestion): Promise<{ answer: BasinAnswer; figure: PlaneMapData }> {
  const { FlowBasins } = await import('@tegum/kernels');
  const { flow, eigenvalues, hidden, seed, span, pixels } = question;
  const size = eigenvalues.length * hidden;
  // Two weights are a plane already.
  const [first, second] = size === 2 ? [Float64Array.of(1, 0), Float64Array.of(0, 1)] : orthonormalPair(size, seed);
  const axis = linspace(-span, span, pixels);
  const kernel = new FlowBasins(device);
  const { result, backend, fallbackReason } = await kernel.run({
    flow, hidden, first, second,
    eigenvalues: Float64Array.from(eigenvalues),
    origin: new Float64Array(size),
    alphas: axis,
    betas: axis,
  });
  kernel.dispose();
  const ends = Array.from(result.time, (_, k) => endOf(result, k));
  const names = [...new Set(ends)].sort();
  const longest = result.time.reduce((most, time) => (time < Infinity ? Math.max(most, time) : most), 0);
  const side = { from: -span, to: span, pixels };
  const labels = size === 2 ? ['weight on eigenvector 1', 'weight on eigenvector 2'] : ['α', 'β'];
  return {
    answer: { kernel: 'basins', backend, fallbackReason, flow, eigenvalues, hidden, seed, span, pixels, ends: names.map((end) => shareOf(end, ends, result.time)) },
    figure: {
      title: `${flowNamed(flow).title}: where starts end`,
      subtitle: `eigenvalues ${eigenvalues.join(', ')}; ${String(hidden)} hidden${size === 2 ? '' : `; a plane of random directions of seed ${String(seed)}`}; computed on ${backend}`,
      caption: `Hue: the eigenvectors that are learned. Shade: time until at rest, dark ${longest.toPrecision(3)} (${inFont(flowNamed(flow).normalisation)}).`,
      x: { ...side, label: labels[0]! },
      y: { ...side, label: labels[1]! },
      cells: {
        kind: 'classes',
        names,
        classes: ends.map((end) => names.indexOf(end)),
        shades: result.time.map((time) => (longest > 0 ? Math.min(1, time / longest) : 0)),
      },
    },
  };
}

function endOf({ learned, distance, time }: Basins, k: number): string {
  if (time[k] === Infinity) return 'moving';
  if (distance[k]! > AT) return 'partial isometry';
  const indices = Array.from({ length: 8 }, (_, i) => i + 1).filter((i) => (learned[k]! >> (i - 1)) & 1);
  return indices.length === 0 ? 'origin' : `{${indices.join(', ')}}`;
}

/** @param ends - What each pixel reaches, a name of `BasinShare`. */
export function shareOf(end: string, ends: readonly string[], time: Float64Array): BasinShare {
  const times = ends.flatMap((other, k) => (other === end ? [time[k]!] : []));
  return { end, share: times.length / ends.length, meanTime: end === 'moving' ? null : times.reduce((sum, value) => sum + value, 0) / times.length };
}

/** The font of PNG figures has no ∇. */
const inFont = (text: string): string => text.replace('∇', ' grad ');
