import { extname } from 'node:path';
import { InputError } from '@tegum/core';
import { Command } from 'commander';
import { figureFormats } from '../../run/figures.js';
import { compareSpectra, families, type Family, type SpectrumComparison } from '../../spectrum/compare-spectra.js';
import { isotropyFigure, spectrumFigure } from '../../spectrum/draw-spectra.js';
import type { Context } from '../context.js';
import { withFigureOptions, writeFigure, type FigureFile, type FigureFlags } from '../figure-option.js';
import { numberValue, seedValue, wordValue } from '../option-values.js';
import { textTable } from '../text-table.js';

const examples = `
Examples:
  tegum spectrum --features 20 --density 0.1                   the eigenvalues of Σ, and how wrong Σ ∝ I is
  tegum spectrum --features 100 --density 0.3 --samples 1000   what samples show of it
  tegum spectrum --features 100 --density 0.3 --samples 1000 --centred --json
  tegum spectrum --features 100 --density 0.3 --samples 1000 --figure spectrum.svg
  tegum spectrum --features 20 --density 0.1 --map isotropy.svg   when Σ ∝ I is justified
`;

interface SpectrumFlags extends FigureFlags {
  readonly map?: FigureFile;
  readonly features: number;
  readonly density: number;
  readonly distribution: Family;
  readonly samples?: number;
  readonly seed: number;
  readonly centred: boolean;
  readonly json: boolean;
}

export function spectrumVerb(context: Context): Command {
  const command = new Command('spectrum')
    .summary('compare the spectra of the population and of samples')
    .description('Prints the eigenvalues of Σ = E x xᵀ for independent sparse features of one density, beside those of samples and their limit (Marchenko–Pastur).')
    .requiredOption('--features <n>', 'number of features', numberValue('--features', { min: 2, max: 300, integer: true }))
    .requiredOption('--density <p>', 'probability that a feature is active', numberValue('--density', { min: 1e-9, max: 1 }))
    .option('--distribution <word>', `value of an active feature: ${families.join(', ')}`, wordValue('--distribution', families), 'uniform')
    .option('--samples <T>', 'draw so many samples too', numberValue('--samples', { min: 1, integer: true }))
    .option('--seed <n>', 'seed of the samples', seedValue, 0)
    .option('--centred', 'the covariance: what a bias leaves', false)
    .option('--map <file>', 'draw where Σ ∝ I is justified, over features and density: .svg or .png', mapFile)
    .option('--json', 'print JSON', false)
    .addHelpText('after', examples);
  return withFigureOptions(command).action(async ({ json, samples, figure, map, theme, ...question }: SpectrumFlags) => {
    if (figure !== undefined && figure.path === map?.path) throw new InputError('--map', 'another file than --figure', JSON.stringify(map.path));
    const comparison = compareSpectra({ ...question, samples });
    // Both before the first is written: a refusal leaves nothing behind.
    const drawings = [
      ...(figure === undefined ? [] : [{ figure, data: spectrumFigure(comparison), kind: 'spectrum' as const }]),
      ...(map === undefined ? [] : [{ figure: map, data: isotropyFigure(comparison), kind: 'map' as const }]),
    ];
    for (const drawing of drawings) {
      await writeFigure(context, { figure: drawing.figure, theme }, ({ spectrumPlot, isotropyMap }, options) =>
        drawing.kind === 'spectrum' ? spectrumPlot(drawing.data, options) : isotropyMap(drawing.data, options),
      );
    }
    await context.terminal.print(`${json ? JSON.stringify(comparison) : describe(comparison)}\n`);
  });
}

function mapFile(path: string): FigureFile {
  const format = figureFormats.find((known) => extname(path).toLowerCase() === `.${known}`);
  if (format === undefined) throw new InputError('--map', 'a file that ends in .svg or .png', JSON.stringify(path));
  return { path, format };
}

function describe({ features, density, distribution, centred, bulk, spike, defect, samplesToResolve, population, sample, enoughActiveFeatures }: SpectrumComparison): string {
  const shown = (value: number | undefined): string => (value === undefined ? '' : value === 0 ? '0' : value.toPrecision(6));
  const bulkTimes = spike === 0 ? features : features - 1;
  const rows = [['bulk, smallest', shown(bulk), ...(sample ? [shown(clean(sample.eigenvalues[0])), shown(sample.aspect < 1 ? sample.marchenkoPastur.low : 0)] : [])]];
  rows.push(['bulk, largest', shown(bulk), ...(sample ? [shown(clean(sample.eigenvalues[bulkTimes - 1])), shown(sample.marchenkoPastur.high)] : [])]);
  if (spike > 0) rows.push(['along (1, …, 1)', shown(population.at(-1)), ...(sample ? [shown(sample.eigenvalues.at(-1)), shown(sample.spike.eigenvalue)] : [])]);
  return [
    `${String(features)} ${distribution} features of density ${String(density)}, ${centred ? 'covariance' : 'second moment'}${sample ? `, ${String(sample.samples)} samples` : ''}`,
    '',
    textTable(['eigenvalue', 'population', ...(sample ? ['samples', 'their limit'] : [])], rows),
    '',
    defect === 0
      ? `Σ = v I is exact: the ${String(features)} eigenvalues are equal, and samples differ from it by noise alone.`
      : `Σ = v I is wrong by ${percent(defect)} in one direction; the other ${String(features - 1)} eigenvalues are equal.`,
    ...(samplesToResolve === null ? [] : [noise(samplesToResolve, enoughActiveFeatures)]),
    ...(sample && spike > 0 && !sample.spike.visible ? ['In so many samples that direction does not leave the bulk.'] : []),
    ...(sample && !enoughActiveFeatures
      ? [`About ${(features * density).toPrecision(2)} features are active at a time: too few for the limit to be relied on.`]
      : []),
    ...(sample && !sample.enoughActiveSamples
      ? [`Each feature is active in about ${(sample.samples * density).toPrecision(2)} samples: too few for the limit, the bulk is wider.`]
      : []),
  ].join('\n');
}

function noise(samplesToResolve: number, reliable: boolean): string {
  const samples = `about ${String(Number(samplesToResolve.toPrecision(3)))} samples`;
  return reliable
    ? `The noise in the bulk is below that from ${samples} on.`
    : `The limit for many features puts the noise in the bulk below that from ${samples} on, but too few are active at a time to rely on it.`;
}

/** Rounding around 0, where there are fewer samples than features. */
function clean(value: number | undefined): number | undefined {
  return value !== undefined && Math.abs(value) < 1e-12 ? 0 : value;
}

function percent(ratio: number): string {
  return `${String(Number((100 * ratio).toPrecision(3)))} %`;
}
