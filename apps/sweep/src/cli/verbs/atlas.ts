import { countCriticalSets, criticalSets, InputError, saddleGraph, type CriticalSet } from '@tegum/core';
import { Command } from 'commander';
import { fromDataFile, fromEigenvalues, fromSigmaFile, fromSparseFeatures, type LandscapeSource } from '../../atlas/landscape-source.js';
import { formatCount } from '../../progress/duration.js';
import type { Context } from '../context.js';
import { withFigureOptions, writeFigure, type FigureFlags } from '../figure-option.js';
import { numbersValue, numberValue, seedValue } from '../option-values.js';
import { textTable } from '../text-table.js';

/** Listed without --top if there are no more. */
const mostListed = 1000;
const listedOfMany = 50;
/** Drawn, at most: those of the figure. */
const mostDrawn = 1000;

const examples = `
Examples:
  tegum atlas --eigenvalues 4,3,2,1 --hidden 2
  tegum atlas --data measurements.csv --centred --columns height,width,depth --hidden 2 --figure saddles.svg
  tegum atlas --features 6 --density 0.1 --hidden 2            sparse features: a repeated eigenvalue
  tegum atlas --features 6 --density 0.1 --hidden 2 --samples 1000
  tegum atlas --sigma sigma.json --hidden 3 --top 20 --json
`;

interface AtlasFlags extends FigureFlags {
  readonly eigenvalues?: readonly number[];
  readonly sigma?: string;
  readonly data?: string;
  readonly features?: number;
  readonly density?: readonly number[];
  readonly samples?: number;
  readonly seed: number;
  readonly hidden: number;
  readonly centred: boolean;
  readonly standardise: boolean;
  readonly columns?: readonly string[];
  readonly tied: boolean;
  readonly top?: number;
  readonly json: boolean;
}

export function atlasVerb(context: Context): Command {
  const command = new Command('atlas')
    .summary('list the critical points of a linear autoencoder')
    .description('Lists every critical set of x ↦ ABx, lowest loss first, from the spectrum of Σ: loss, Morse index, nullity and the ways down.')
    .option('--eigenvalues <λ,λ…>', 'eigenvalues of Σ, in any order', numbersValue('--eigenvalues'))
    .option('--sigma <file>', 'Σ itself: a square table (.csv, .json, .parquet)')
    .option('--data <file>', 'rows of your data (.csv, .json, .parquet): Σ is their mean x xᵀ')
    .option('--features <n>', 'sparse features, with --density', numberValue('--features', { min: 2, max: 1000, integer: true }))
    .option('--density <p[,p…]>', 'probability that a feature is active; one for all, or one a feature', numbersValue('--density', { min: 0, max: 1 }))
    .option('--samples <T>', 'with --features: Σ of T samples instead of the population', numberValue('--samples', { min: 2, max: 1_000_000, integer: true }))
    .option('--seed <n>', 'seed of the samples', seedValue, 0)
    .requiredOption('--hidden <m>', 'size of the bottleneck, less than the number of eigenvalues', numberValue('--hidden', { min: 1, max: 999, integer: true }))
    .option('--centred', 'subtract the mean: Σ is the covariance', false)
    .option('--standardise', 'divide each column of --data by its root mean square', false)
    .option('--columns <a,b…>', 'only these columns of --data', (text: string) => text.split(',').map((name) => name.trim()))
    .option('--tied', 'A = Bᵀ: other nullities, the same losses and indices', false)
    .option('--top <k>', `only the k lowest (default: all up to ${String(mostListed)}, else ${String(listedOfMany)})`, numberValue('--top', { min: 1, max: 1_000_000, integer: true }))
    .option('--json', 'print JSON', false);
  return withFigureOptions(command)
    .addHelpText('after', examples)
    .action(async (flags: AtlasFlags) => {
      const source = await sourceOf(flags);
      const { hidden, tied, top, json } = flags;
      const landscape = { eigenvalues: source.eigenvalues, hidden, tied, tolerance: source.tolerance };
      if (hidden >= source.eigenvalues.length) throw new InputError('--hidden', `an integer less than the number of eigenvalues ${String(source.eigenvalues.length)}`, String(hidden));
      const count = countCriticalSets(landscape);
      if (flags.figure !== undefined && count > mostDrawn) {
        throw new InputError('--figure', `at most ${String(mostDrawn)} critical sets to draw`, formatCount(count), 'list the lowest with --top instead');
      }
      const wanted = top ?? (count <= mostListed ? count : listedOfMany);
      const sets: CriticalSet[] = [];
      for (const set of criticalSets(landscape)) {
        if (sets.length === wanted) break;
        sets.push(set);
      }
      if (sets.length < count) context.terminal.say(`The ${formatCount(sets.length)} lowest of ${formatCount(count)} critical sets${top === undefined ? '; --top lists more' : ''}.`);
      await context.terminal.print(json ? `${JSON.stringify({ source: source.description, eigenvalues: Array.from(source.eigenvalues), tied, count, ...besidePopulation(source, hidden), criticalSets: sets })}\n` : `${describe(source, sets, hidden)}\n`);
      await writeFigure(context, flags, (figures, options) =>
        figures.saddleGraphFigure(
          { title: 'Critical points of a linear autoencoder', subtitle: `${source.description}; ${String(hidden)} hidden ${hidden === 1 ? 'unit' : 'units'}`, graph: saddleGraph(landscape) },
          options,
        ),
      );
    });
}

/** Exactly one source; flags of another are a mistake. */
async function sourceOf(flags: AtlasFlags): Promise<LandscapeSource> {
  const { eigenvalues, sigma, data, features, density, samples, seed, centred, standardise, columns } = flags;
  const given = Object.entries({ '--eigenvalues': eigenvalues, '--sigma': sigma, '--data': data, '--features': features }).filter(([, value]) => value !== undefined);
  if (given.length !== 1) {
    throw new InputError('atlas', 'one of --eigenvalues, --sigma, --data, --features', given.length === 0 ? 'none' : given.map(([flag]) => flag).join(' and '));
  }
  const only = (source: string, used: boolean, flag: string): void => {
    if (used && given[0]?.[0] !== source) throw new InputError(flag, `${source} beside it`, given[0]?.[0] ?? 'nothing');
  };
  only('--data', columns !== undefined, '--columns');
  only('--data', standardise, '--standardise');
  only('--features', density !== undefined, '--density');
  only('--features', samples !== undefined, '--samples');
  if (centred && (eigenvalues !== undefined || sigma !== undefined)) throw new InputError('--centred', '--data or --features beside it', given[0]?.[0] ?? 'nothing');
  if (eigenvalues !== undefined) return fromEigenvalues(eigenvalues);
  if (sigma !== undefined) return fromSigmaFile(sigma);
  if (data !== undefined) return fromDataFile(data, { centred, standardised: standardise, ...(columns === undefined ? {} : { columns }) });
  if (density === undefined || features === undefined) throw new InputError('--density', 'a probability beside --features', 'none');
  if (density.length !== 1 && density.length !== features) throw new InputError('--density', `1 number, or ${String(features)}, one a feature`, String(density.length));
  const each = density.length === 1 ? new Array<number>(features).fill(density[0] ?? 0) : density;
  return fromSparseFeatures({ density: each, centred, seed, ...(samples === undefined ? {} : { samples }) });
}

/** The lowest loss of each rank, for the samples and for the population they were drawn from. */
function besidePopulation({ eigenvalues, population }: LandscapeSource, hidden: number) {
  if (population === undefined) return {};
  const lossOf = (values: Float64Array, rank: number): number => values.slice(rank).reduceRight((sum, value) => sum + value, 0);
  return {
    population: {
      eigenvalues: Array.from(population),
      lowest: Array.from({ length: hidden + 1 }, (_, rank) => ({ rank, loss: lossOf(population, rank), sampleLoss: lossOf(eigenvalues, rank) })),
    },
  };
}

function describe(source: LandscapeSource, sets: readonly CriticalSet[], hidden: number): string {
  const { description, eigenvalues } = source;
  const table = textTable(
    ['eigenvectors', 'rank', 'loss', 'index', 'nullity', 'ways down'],
    sets.map(({ indices, rank, loss, morseIndex, nullity, escapes, eigenspaces }) => [
      nameOf(indices, eigenspaces),
      String(rank),
      loss.toPrecision(8),
      String(morseIndex),
      String(nullity),
      escapes.length === 0 ? 'none: the minimum' : `${escapes.slice(0, 4).map(({ from, to, drop }) => `${from === null ? '+' : `${String(from)}→`}${String(to)} −${short(drop)}`).join(', ')}${escapes.length > 4 ? ', …' : ''}`,
    ]),
  );
  const { population } = besidePopulation(source, hidden);
  const beside =
    population === undefined
      ? ''
      : `\n\nLowest loss of each rank, of the samples and of the population:\n${textTable(
          ['rank', 'samples', 'population', 'ratio'],
          population.lowest.map(({ rank, loss, sampleLoss }) => [String(rank), sampleLoss.toPrecision(8), loss.toPrecision(8), (sampleLoss / loss).toFixed(4)]),
        )}`;
  const list = (values: ArrayLike<number>): string => `${Array.from(values).slice(0, 12).map(short).join(', ')}${values.length > 12 ? `, … (${String(values.length)})` : ''}`;
  const law = population === undefined ? '' : `\nof the population ${list(population.eigenvalues)}`;
  return `${description}\neigenvalues ${list(eigenvalues)}${law}\n\n${table}${beside}`;
}

/** `{1, 2}`; of a repeated eigenvalue `{1, 2 of 2–6}`. */
function nameOf(indices: readonly number[], eigenspaces: CriticalSet['eigenspaces']): string {
  if (indices.length === 0) return '{ }: the origin';
  const parts = eigenspaces.flatMap(({ first, multiplicity, chosen }) => {
    if (chosen === 0) return [];
    if (multiplicity === 1) return [String(first)];
    return [`${String(chosen)} of ${String(first)}–${String(first + multiplicity - 1)}`];
  });
  return `{${parts.join(', ')}}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
