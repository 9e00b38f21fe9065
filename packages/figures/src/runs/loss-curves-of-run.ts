import { InputError } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import { formatCount } from '../layout/axis-ticks.js';
import type { LossCurvesData } from '../loss-curves.js';
import { namesByDifference } from './parameters.js';

const mostSeries = 64;

/** Every cell that kept a loss curve, diverged ones included. */
export function lossCurvesOfRun(records: readonly CellRecord[]): LossCurvesData {
  const where = 'figure loss-curves';
  const curved = records.filter(({ result }) => result !== null && result.lossCurve.length > 1);
  if (curved.length === 0) throw new InputError(where, 'cells with a loss curve', 'none', 'choose another figure');
  if (curved.length > mostSeries) {
    throw new InputError(where, `at most ${mostSeries} cells, one curve each`, String(curved.length), 'filter the records first');
  }
  const methods = new Set(curved.map(({ parameters }) => parameters.method));
  if (methods.has('exact') && methods.size > 1) {
    throw new InputError(where, 'iterations (exact) or steps (minibatch), not both', [...methods].join(', '), 'filter the records first');
  }
  const exact = methods.has('exact');
  const names = namesByDifference(curved);
  return {
    series: curved.map(({ status, result }, index) => ({
      label: [names[index]!, ...(status === 'diverged' ? ['diverged'] : [])].filter((part) => part !== '').join(', '),
      losses: result!.lossCurve,
    })),
    // Minibatch curves are recorded as means over windows; how many steps a window has, the record does not say.
    xLabel: exact ? 'iteration' : 'recorded point (each a mean over steps)',
    yLabel: exact ? 'exact loss, summed over features' : 'loss of the batch, summed over features',
    subtitle: exact
      ? 'descent on the exact population loss, best start of each cell'
      : `training by ${[...methods].join(', ')}, best start of each cell`,
    ...(curved.length === records.length
      ? {}
      : { caption: `${formatCount(records.length - curved.length)} of ${formatCount(records.length)} cells left no loss curve.` }),
  };
}
