import { InputError, type Riesz } from '@tegum/core';
import type { DirectionSet, ThomsonSphereData } from '@tegum/figures';
import { Command } from 'commander';
import { progressStyles, type ProgressStyle } from '../../progress/create-reporter.js';
import { formatCount } from '../../progress/duration.js';
import { stepProgress } from '../../progress/step-progress.js';
import { solveThomson, startsOf, type ComparisonAnswer, type ReferenceEnergy, type ThomsonAnswer } from '../../thomson/solve-thomson.js';
import type { Context } from '../context.js';
import { withFigureOptions, writeFigure, type FigureFlags } from '../figure-option.js';
import { numberValue, seedValue, wordValue } from '../option-values.js';
import { textTable } from '../text-table.js';

const examples = `
Examples:
  tegum thomson --points 12                          the icosahedron, 49.165253058
  tegum thomson --points 32 --figure sphere.svg
  tegum thomson --points 24 --dimension 4 --riesz 2
  tegum thomson --points 8 --compare                 beside the directions of the one-sparse optimum
`;

/** More coordinates than this are for --json. */
const mostRows = 24;
const mostColumns = 6;
const mostMinima = 10;

interface ThomsonFlags extends FigureFlags {
  readonly points: number;
  readonly dimension: number;
  readonly riesz: Riesz;
  readonly starts?: number;
  readonly seed: number;
  readonly compare: boolean;
  readonly progress: ProgressStyle;
  readonly json: boolean;
}

export function thomsonVerb(context: Context): Command {
  const command = new Command('thomson')
    .summary('spread points on a sphere')
    .description("Thomson's problem: the least energy of N points that repel each other on the unit sphere, from many starts. The best one found, which nothing proves to be the global minimum.")
    .requiredOption('--points <n>', 'number of points', numberValue('--points', { min: 2, max: 200, integer: true }))
    .option('--dimension <d>', 'of the space around the sphere', numberValue('--dimension', { min: 2, max: 256, integer: true }), 3)
    .option('--riesz <s>', 'exponent of the pair energy |r|^−s, up to 64; or log, for −log |r|', rieszValue, 1)
    .option('--starts <k>', 'random starts; default 20, or 100 for 21 to 64 points', numberValue('--starts', { min: 1, max: 1_000_000, integer: true }))
    .option('--seed <n>', 'seed of the starts', seedValue, 0)
    .option('--compare', 'compare with the directions of the one-sparse optimum of as many features', false)
    .option('--progress <style>', 'bar, json or none', wordValue('--progress', progressStyles), 'bar')
    .option('--json', 'print JSON', false)
    .addHelpText('after', examples);
  return withFigureOptions(command).action(async ({ progress, json, figure, theme, ...flags }: ThomsonFlags) => {
    const answer = solve(context, progress, flags);
    await writeFigure(context, { ...(figure === undefined ? {} : { figure }), theme }, ({ thomsonSphere }, options) => thomsonSphere(figureData(answer), options));
    await context.terminal.print(`${json ? JSON.stringify(answer) : describe(answer)}\n`);
  });
}

function rieszValue(text: string): Riesz {
  if (text === 'log') return 'log';
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > 0 && value <= 64) return value;
  throw new InputError('--riesz', 'log, or a number > 0 and ≤ 64', JSON.stringify(text), '1 is Coulomb’s');
}

function solve({ terminal }: Context, style: ProgressStyle, flags: Omit<ThomsonFlags, 'progress' | 'json' | 'figure' | 'theme'>): ThomsonAnswer {
  const starts = startsOf({ points: flags.points, starts: flags.starts });
  const progress = stepProgress(terminal, style, { title: `Thomson: ${String(flags.points)} points`, unit: flags.compare ? 'steps' : 'starts', total: starts + (flags.compare ? 1 : 0) });
  try {
    return solveThomson({ ...flags, starts, onStep: () => { progress.advance(); } });
  } finally {
    progress.finish();
  }
}

function figureData({ points, dimension, energy, riesz, starts, reference, comparison }: ThomsonAnswer): ThomsonSphereData {
  const set = (label: string, value: number | null, rows: readonly (readonly number[])[]): DirectionSet => ({
    label,
    notes: [value === null ? 'E = ∞' : `E = ${value.toFixed(6)}`],
    points: rows.flat(),
  });
  const potential = riesz === 'log' ? 'E = −Σ log |r|' : `E = Σ |r|^−${String(riesz)}`;
  const found = `${potential}, best of ${formatCount(starts)} starts`;
  if (comparison === null) {
    const group = reference?.pointGroup === undefined || reference.pointGroup === null ? '' : `, point group ${reference.pointGroup}`;
    return { dimension, title: `${String(points.length)} points on the sphere in ${String(dimension)} dimensions`, subtitle: `${found}${group}`, sets: [set('Thomson', energy, points)] };
  }
  return {
    dimension,
    title: `Thomson’s points and what the one-sparse loss learns: ${String(comparison.features)} features in ${String(dimension)} dimensions`,
    subtitle: `${verdict(comparison)}; ${found}`,
    sets: [set('Thomson', comparison.thomsonEnergy, comparison.thomsonPoints), set('one-sparse optimum', comparison.directionsEnergy, comparison.directions)],
  };
}

function describe(answer: ThomsonAnswer): string {
  const { energy, points, dimension, riesz, gradientNorm, starts, minima, dipole, smallestAngle, reference, comparison } = answer;
  const exponent = riesz === 'log' ? 'logarithmic energy' : `Riesz s = ${String(riesz)}`;
  const lines = [
    `${String(points.length)} points on the sphere in ${String(dimension)} dimensions, ${exponent}`,
    `  energy     ${significant(energy, 15)}, the lowest of ${formatCount(starts)} ${starts === 1 ? 'start' : 'starts'}`,
    `  |gradient| ${gradientNorm.toExponential(1)}`,
    ...describeReference(reference),
    `  |Σ r|      ${dipole.toFixed(9)}`,
    `  closest    ${smallestAngle.toFixed(3)}°`,
  ];
  const blocks = [lines.join('\n'), describeMinima(minima)];
  if (comparison !== null) blocks.push(describeComparison(comparison));
  if (points.length <= mostRows && dimension <= mostColumns) {
    blocks.push(textTable(['point', ...Array.from({ length: dimension }, (_, h) => `r${String(h + 1)}`)], points.map((row, i) => [String(i + 1), ...row.map((value) => value.toFixed(9))])));
  }
  return blocks.join('\n\n');
}

function describeReference(reference: ReferenceEnergy | null): string[] {
  if (reference === null) return ['  known      no published minimum here'];
  const { energy, difference, uncertainty, pointGroup, source } = reference;
  const cited = pointGroup === null ? source : 'Wales & Ulker 2006, Wales, McKay & Altschuler 2009, by way of Wikipedia';
  const agreement =
    difference > uncertainty + 1e-8
      ? `${difference.toPrecision(3)} lower than found: more --starts may reach it`
      : Math.abs(difference) <= uncertainty
        ? `the same to ${Math.max(Math.abs(difference), 1e-16).toExponential(0)}`
        : `differs by ${difference.toExponential(1)}`;
  return [`  known      ${significant(energy, 15)}${pointGroup === null ? '' : ` (${pointGroup})`}, ${agreement}`, `             ${cited}`];
}

function describeMinima(minima: ThomsonAnswer['minima']): string {
  const [best] = minima;
  const table = textTable(
    ['', 'energy', 'above', 'starts', '|gradient|', 'least curvature'],
    minima.slice(0, mostMinima).map(({ energy, starts, gradientNorm, curvature }, index) => [
      String(index + 1),
      significant(energy, 13),
      index === 0 || best === undefined ? '0' : (energy - best.energy).toExponential(3),
      formatCount(starts),
      gradientNorm.toExponential(0),
      curvature?.toExponential(3) ?? '–',
    ]),
  );
  const more = minima.length > mostMinima ? `\n… and ${formatCount(minima.length - mostMinima)} more` : '';
  return `${minima.length === 1 ? 'All starts end here:' : `${formatCount(minima.length)} distinct ends:`}\n${table}${more}`;
}

function describeComparison(comparison: ComparisonAnswer): string {
  const { features, hidden, live, oneSparseStarts, oneSparseLoss, oneSparseGradientNorm, thomsonEnergy, directionsEnergy, cosineDistance, procrustesDistance, continuum } = comparison;
  const dead = features - live.length;
  return [
    `One-sparse optimum of ${String(features)} features in ${String(hidden)} hidden dimensions: ${verdict(comparison)}`,
    `  loss       ${oneSparseLoss < 1e-15 ? '0' : significant(oneSparseLoss, 10)} (|gradient| ${oneSparseGradientNorm.toExponential(0)}), summed over features; the lowest of ${formatCount(oneSparseStarts)} starts`,
    `  features   ${String(live.length)} live${dead === 0 ? '' : `, ${String(dead)} dead; compared with ${String(live.length)} of Thomson’s points`}`,
    `  Procrustes ${procrustesDistance.toExponential(3)}, root mean square distance after the best rotation and matching`,
    `  cosines    ${cosineDistance.toExponential(3)}, root mean square difference of the sorted ones`,
    `  energy     ${directionsEnergy === null ? '∞: two directions coincide' : significant(directionsEnergy, 12)}; Thomson’s ${significant(thomsonEnergy, 12)}`,
    ...(continuum ? [`  With fewer than ${String(2 * hidden)} features the one-sparse loss is 0 on a continuum of shapes: the distance says only which of them was met.`] : []),
  ].join('\n');
}

function verdict({ sameShape, continuum, procrustesDistance }: ComparisonAnswer): string {
  if (sameShape) return 'the same shape';
  return `${continuum ? 'one of many shapes' : 'another shape'}, ${procrustesDistance.toPrecision(3)} apart`;
}

function significant(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}
