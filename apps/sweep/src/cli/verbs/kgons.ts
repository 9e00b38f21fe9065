import { InputError } from '@tegum/core';
import { Command } from 'commander';
import { surveyKGons, type KGonSurvey } from '../../kgons/survey-k-gons.js';
import type { Context } from '../context.js';
import { withFigureOptions, writeFigure, type FigureFlags } from '../figure-option.js';
import { numberValue } from '../option-values.js';
import { textTable } from '../text-table.js';

const mostFeatures = 120;

const examples = `
Examples:
  tegum kgons --features 6                 every k-gon of six features in the plane, the rest of them dead
  tegum kgons --k 3-13                     each k-gon by itself: as many features as vertices
  tegum kgons --k 5-9 --figure k-gons.svg
`;

interface KGonFlags extends FigureFlags {
  readonly features?: number;
  readonly k?: readonly [number, number];
  readonly json: boolean;
}

export function kgonsVerb(context: Context): Command {
  const command = new Command('kgons')
    .summary('find the regular k-gons of the one-sparse potential')
    .description('Finds every regular k-gon in the plane that is critical when one feature is active at a time, in every chamber, and classifies it.')
    .option('--features <n>', 'number of features; those beyond k are dead', numberValue('--features', { min: 2, max: mostFeatures, integer: true }))
    .option('--k <range>', 'k or from-to; default 3 to the number of features', rangeValue)
    .option('--json', 'print JSON', false)
    .addHelpText('after', examples);
  return withFigureOptions(command).action(async ({ features, k, json, ...figure }: KGonFlags) => {
    const [low, high] = k ?? [Math.min(3, features ?? 3), requireFeatures(features)];
    if (features !== undefined && high > features) {
      throw new InputError('--k', `at most --features ${String(features)}`, String(high), 'a k-gon has k features');
    }
    const survey = surveyKGons(low, high, features);
    const critical = survey.kgons.filter((gon) => gon.critical);
    await writeFigure(context, figure, ({ kGonPortraits }, options) =>
      kGonPortraits(
        { kGons: [...critical].sort((a, b) => a.k - b.k), subtitle: features === undefined ? 'as many features as vertices' : `${String(features)} features in the plane` },
        options,
      ),
    );
    await context.terminal.print(`${json ? JSON.stringify(survey) : describe(survey)}\n`);
  });
}

function requireFeatures(features: number | undefined): number {
  if (features === undefined) throw new InputError('tegum kgons', '--features or --k', 'neither', 'e.g. --features 6');
  return features;
}

function rangeValue(text: string): readonly [number, number] {
  const match = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(text.trim());
  const [low, high] = match === null ? [0, 0] : [Number(match[1]), Number(match[2] ?? match[1])];
  if (match === null || low < 2 || high < low || high > mostFeatures) {
    throw new InputError('--k', `an integer from 2 to ${String(mostFeatures)}, or a range of them`, JSON.stringify(text), 'write it like 5 or 3-13');
  }
  return [low, high];
}

function describe({ kgons, chambers }: KGonSurvey): string {
  const critical = kgons.filter((gon) => gon.critical);
  const others = kgons.filter((gon) => !gon.critical);
  const empty = chambers.filter((chamber) => chamber.critical === 0).length;
  const table = textTable(
    ['k', 'dead', 'active', '|w|', 'b', 'loss', '|∇L|', 'kind', 'down', 'flat', 'least curvature'],
    critical.map((gon) => [
      ...[gon.k, gon.deadFeatures, gon.activeNeighbours].map(String),
      ...[gon.l, gon.b, gon.loss].map((value) => value.toFixed(8)),
      gon.gradientNorm.toExponential(1),
      gon.onWall ? `${gon.kind} *` : gon.kind,
      gon.negativeDirections === gon.negativeDirectionsAtMost ? String(gon.negativeDirections) : `${String(gon.negativeDirections)}–${String(gon.negativeDirectionsAtMost)}`,
      String(gon.zeroDirections),
      gon.minHessianEigenvalue === null || Math.abs(gon.minHessianEigenvalue) < 1e-12 ? '0' : gon.minHessianEigenvalue.toExponential(3),
    ]),
  );
  return [
    table,
    'active: neighbours that make a feature speak · down, flat: negative and zero Hessian directions in all variables, the rotation among the flat',
    ...(critical.some((gon) => gon.onWall) ? ['* b = 0 with orthogonal features: a wall, with less curvature on the side where they are silent, which is the one shown'] : []),
    ...(critical.some((gon) => gon.deadFeatures > 0) ? [`dead features have w = 0 and b = 1/2n = ${String(Number((critical[0]?.deadBias ?? 0).toPrecision(6)))}`] : []),
    '',
    `${String(chambers.length)} chambers, ${String(empty)} without a k-gon. ${others.length === 0 ? '' : `Not critical: ${String(others.length)} roots of a chamber's equations that lie outside it.`}`.trim(),
    ...(others.length === 0 ? [] : [textTable(['k', 'active', '|w|', 'b', '|∇L|'], others.map((gon) => [String(gon.k), String(gon.activeNeighbours), gon.l.toFixed(6), gon.b.toFixed(6), gon.gradientNorm.toExponential(1)]))]),
  ].join('\n');
}
