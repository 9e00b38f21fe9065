/**
 * @file Four flows of a linear autoencoder from one start: what each learns, and where it lingers on the way.
 */
import { diagonalSecondMoment, flowNamed, flowNames, integrateFlow, linspace, randomFlowStart } from '@tegum/core';

const moment = diagonalSecondMoment([8, 2, 1, 0.5]);
const start = randomFlowStart(4, 2, 7, 1e-3);

for (const flow of flowNames) {
  const { loss, plateaus, end } = integrateFlow({ flow, moment, hidden: 2, start }, linspace(0, 30, 301));
  console.log(`${flow} flow, time of ${flowNamed(flow).normalisation}: loss ${loss[0].toFixed(2)} → ${loss[loss.length - 1].toFixed(4)}, ${end.kind}`);
  for (const { from, to, indices, criticalLoss } of plateaus) {
    console.log(`  at {${indices.join(', ')}}, loss ${criticalLoss}, from ${from.toFixed(2)} to ${to.toFixed(2)}`);
  }
}
