/**
 * @file One figure for each concepts page, from a computation that takes less than a second.
 */
import {
  census, describeGeometry, diagonalSecondMoment, flowNamed, flowNames, integrateFlow, leastLoss, linspace, logspace, lossOfSet, planFor, PopulationLoss,
  randomFlowStart, saddleGraph, skeletonLosses, thomson,
} from '@tegum/core';
import { featureVectors, flowComparison, logLogPlot, saddleGraphFigure, skeletonShares, thomsonSphere } from '@tegum/figures';
import { createFigureDocument } from '@tegum/figures/node';

const options = () => ({ document: createFigureDocument(), width: 820 });

/** @param {number} features @param {number} density */
const population = (features, density) => ({ density: new Float64Array(features).fill(density), importance: new Float64Array(features).fill(1) });

/** @param {number} features @param {number} density */
function best(features, density) {
  const [optimum] = census({ population: population(features, density), hidden: 2, starts: 8, seed: 0 }).optima;
  if (optimum === undefined) throw new Error('census: expected an optimum, got none');
  return optimum;
}

function exactLoss() {
  const { density, importance } = population(20, 0.05);
  const loss = new PopulationLoss(20, 2, density, importance);
  const { W, b } = census({ population: { density, importance }, hidden: 2, starts: 2, seed: 0 }).optima[0] ?? { W: new Float64Array(40), b: new Float64Array(20) };
  const plan = planFor(loss, W, b, 1e-12);
  const exact = loss.evaluate(W, b, plan, null);
  const points = [1, 2, 4, 8, 16, 32, 64, 128].map((terms) => ({ x: terms, y: Math.abs(loss.evaluate(W, b, { ...plan, terms }, null) / exact - 1) }));
  return logLogPlot(
    {
      title: 'How fast the series converges',
      subtitle: 'relative error of the loss of 20 features in 2 dimensions, density 0.05',
      xLabel: 'terms of the series', yLabel: 'relative error',
      series: [{ label: 'truncated series', points: points.filter(({ y }) => y > 0) }],
    },
    options(),
  );
}

function skeletons() {
  const points = Array.from(logspace(0.003, 0.5, 12), (density) => {
    const { W, b } = best(5, density);
    const found = skeletonLosses({ features: 5, hidden: 2, W, b }, population(5, density)).skeletons;
    return { density, probabilities: found.map(({ probability }) => probability), contributions: found.map(({ contribution }) => contribution) };
  });
  return skeletonShares({ title: 'What is rare makes up much of the loss', subtitle: 'best models of 5 features in 2 dimensions', points }, options());
}

function criticalPoints() {
  return saddleGraphFigure({ title: 'Every critical set of a linear autoencoder', subtitle: 'eigenvalues 4, 3, 2, 1; two hidden units', graph: saddleGraph({ eigenvalues: [4, 3, 2, 1], hidden: 2 }) }, options());
}

function flows() {
  const moment = diagonalSecondMoment([8, 2, 1, 0.5]);
  const start = randomFlowStart(4, 2, 7, 1e-3);
  const panels = flowNames.map((flow) => {
    const { title, equation, normalisation } = flowNamed(flow);
    const { times, loss, plateaus, end } = integrateFlow({ flow, moment, hidden: 2, start }, linspace(0, 10, 201));
    return { title, normalisation, equation, times, losses: loss, plateaus, end: end.kind };
  });
  const criticalLosses = [[], [1], [2], [1, 2]].map((indices) => ({ indices, loss: lossOfSet(moment, indices) }));
  return flowComparison({ title: 'From saddle to saddle', subtitle: 'eigenvalues 8, 2, 1, 0.5; two hidden units; small start', panels, criticalLosses, minimum: leastLoss(moment, 2) }, options());
}

function tightness() {
  const models = [[4, 0.05], [5, 0.05], [6, 0.02], [6, 0.1]].map(([features = 0, density = 0]) => {
    const { W } = best(features, density);
    const { tightness: gap, dimensionality } = describeGeometry({ features, hidden: 2, W });
    const vectors = Array.from({ length: features }, (_, i) => /** @type {const} */ ([W[i] ?? 0, W[features + i] ?? 0]));
    return {
      row: '', column: `n = ${features}, p = ${density}`, vectors, values: [...dimensionality],
      notes: [`ΣD = ${dimensionality.reduce((sum, d) => sum + d, 0).toFixed(3)}`, `tightness ${Math.abs(gap) < 5e-4 ? '0' : gap.toFixed(3)}`],
    };
  });
  return featureVectors({ title: 'How tightly features share two dimensions', models, colour: { label: 'dimensionality', scale: 'sequential' } }, options());
}

function thomsonPoints() {
  const sets = [12, 16, 32].map((points) => {
    const { energy, points: directions } = thomson({ points });
    return { label: `${points} points`, notes: [`energy ${energy.toFixed(6)}`], points: directions };
  });
  return thomsonSphere({ title: 'Thomson’s problem', dimension: 3, sets }, options());
}

/** File in `docs/images`, and what draws it. */
export const conceptFigures = [
  { file: 'concept-exact-loss.svg', draw: exactLoss },
  { file: 'concept-skeletons.svg', draw: skeletons },
  { file: 'concept-critical-points.svg', draw: criticalPoints },
  { file: 'concept-flows.svg', draw: flows },
  { file: 'concept-tightness.svg', draw: tightness },
  { file: 'concept-thomson.svg', draw: thomsonPoints },
];
