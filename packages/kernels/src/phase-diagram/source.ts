/**
 * @file One thread a pixel: from a start down to a local optimum of a family's loss, by gradient steps of Barzilai and Borwein's length.
 *
 * They need no line search, which threads side by side would wait for, and the lowest point met is what counts.
 *
 * Source     Barzilai & Borwein 1988
 */
import type { Family } from '../relu-gradient/families.js';

/** Longest change of a parameter in one step. */
const LONGEST = '0.1';
/** Slopes of the loss over p(1 + r), below which a thread counts as at rest. */
const AT_REST = '0.002';

/**
 * Arguments: densities [width], importances [band], origin [parameters], nodes12 [24], nodes6 [12]. Returns the lowest loss and the first three
 * parameters there; the loss with a minus sign where it was still falling.
 */
export function descentSource({ parameters, statements }: Family, steps: number): string {
  const all = (text: (name: string) => string, separator = '\n    '): string => parameters.map(text).join(separator);
  return `function (densities, importances, origin, nodes12, nodes6) {
  const p = densities[this.thread.x];
  const q = 1.0 - p;
  const r = importances[this.thread.y];
  ${parameters.map((name, k) => `let ${name} = origin[${k}];`).join('\n  ')}
  ${all((name) => `let best${name} = ${name}; let last${name} = ${name}; let slope${name} = 0.0;`, '\n  ')}
  let bestLoss = 1000000.0;
  let bestSlope = 1000000.0;
  let stride = 0.25 / (p * (1.0 + r));
  for (let step = 0; step < ${steps}; step++) {
    ${statements}
    let steepest = 0.000000000001;
    ${all((name) => `steepest = Math.max(steepest, Math.abs(d${name}));`)}
    if (loss < bestLoss) {
      bestLoss = loss;
      bestSlope = steepest;
      ${all((name) => `best${name} = ${name};`, '\n      ')}
    }
    if (step > 0) {
      const moved = ${all((name) => `(${name} - last${name}) * (${name} - last${name})`, ' + ')};
      const bent = ${all((name) => `(${name} - last${name}) * (d${name} - slope${name})`, ' + ')};
      const turned = ${all((name) => `(d${name} - slope${name}) * (d${name} - slope${name})`, ' + ')};
      if (bent > 0.0) {
        stride = moved / bent;
        if (step % 2 == 1) { stride = bent / turned; }
      } else {
        stride = 1.5 * stride;
      }
    }
    stride = Math.min(stride, ${LONGEST} / steepest);
    ${all((name) => `last${name} = ${name}; slope${name} = d${name}; ${name} = ${name} - stride * d${name};`)}
  }
  if (bestSlope > ${AT_REST} * p * (1.0 + r)) { bestLoss = -bestLoss; }
  return [bestLoss, ${parameters.slice(0, 3).map((name) => `best${name}`).join(', ')}];
}`;
}
