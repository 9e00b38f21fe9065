/**
 * @file One thread a pixel: from a start down to a local optimum of a family's loss, by the method of Broyden, Fletcher, Goldfarb and Shanno.
 *
 * Threads go side by side, so there is one evaluation a round whatever it is for: a point that lowers the loss enough is taken and the
 * next direction chosen, and from any other the step is shortened.
 *
 * Source     Nocedal & Wright 2006, algorithm 6.1, with backtracking
 */
import type { Family } from '../relu-gradient/family.js';
import { packed } from '../source/packing.js';

/** Longest change of a parameter in one step. */
const LONGEST = '0.2';
/** A slope g leaves the loss about g²/2h above its minimum, with h = p² (1 + r) where it is least bent: a thread rests when that is such a part of the loss … */
const REST = '0.000001';
/** … and counts as at rest below this one, where no step lowers the loss in float32 any more, or the rounds are over. */
const AT_REST = '0.00002';

/**
 * Arguments: densities [width], importances [band], origin [parameters], nodes [2 · NODES]. Returns the lowest loss, with a
 * minus sign where it was still falling, and the weights there, packed.
 */
export function descentSource({ parameters, weights, importance, directions, statements }: Family, rounds: number): string {
  const all = (text: (name: string, k: number) => string, separator = '\n    '): string => parameters.map(text).join(separator);
  const sum = (text: (name: string) => string): string => parameters.map(text).join(' + ');
  const pairs = parameters.flatMap((x, k) => parameters.slice(0, k + 1).map((y) => [x, y] as const));
  /** The inverse Hessian's entry; symmetric. */
  const h = (x: string, y: string): string => (parameters.indexOf(x) >= parameters.indexOf(y) ? `h${x}${y}` : `h${y}${x}`);
  /** The inverse Hessian to begin with: its own row bends the loss along a weight of importance I by about pI. */
  const rate = (x: string): string => `0.5 / (p * (${importance[Number(x.at(-1))]} + p))`;
  const lengths = directions.map((names) => names.map((x) => `at${x} * at${x}`).join(' + '));
  return `function (densities, importances, origin, nodes) {
  const p = densities[this.thread.x];
  const q = 1.0 - p;
  const r = importances[this.thread.y];
  const unit = p * (1.0 + r);
  ${all((x, k) => `let ${x} = origin[${k}]; let at${x} = ${x}; let slope${x} = 0.0; let way${x} = 0.0;`, '\n  ')}
  ${pairs.map(([x, y]) => `let h${x}${y} = 0.0;`).join(' ')}
  let atLoss = 1000000.0;
  let steep = 1000000.0;
  let fall = 0.0;
  let stride = 0.0;
  let updates = 0.0;
  for (let round = 0; round < ${rounds}; round++) {
    ${statements}
    if (loss <= atLoss + 0.0002 * stride * fall + 0.0000004 * loss) {
      const bent = ${sum((x) => `(${x} - at${x}) * (d${x} - slope${x})`)};
      const turned = ${sum((x) => `(d${x} - slope${x}) * (d${x} - slope${x})`)};
      if (round > 0 && bent > 0.000001 * stride * turned) {
        if (updates < 0.5) {
          ${pairs.map(([x, y]) => (x === y ? `h${x}${y} = ${rate(x)};` : `h${x}${y} = 0.0;`)).join(' ')}
        }
        updates = 1.0;
        ${all((x) => `const bend${x} = (${parameters.map((y) => `${h(x, y)} * (d${y} - slope${y})`).join(' + ')}) / bent;`, '\n        ')}
        const stretch = 1.0 + ${sum((x) => `bend${x} * (d${x} - slope${x})`)};
        ${pairs.map(([x, y]) => `h${x}${y} += stretch * (${x} - at${x}) * ((${y} - at${y}) / bent) - bend${x} * (${y} - at${y}) - bend${y} * (${x} - at${x});`).join('\n        ')}
      }
      atLoss = loss;
      ${all((x) => `at${x} = ${x}; slope${x} = d${x};`, '\n      ')}
      steep = Math.max(${parameters.slice(1).reduce((inner, x) => `Math.max(${inner}, Math.abs(slope${x}))`, `Math.abs(slope${parameters[0]})`)}, 0.000000000001);
      let shortest = 1.0;
      ${lengths.map((square) => `shortest = Math.min(shortest, ${square});`).join(' ')}
      if (shortest < 0.0004) { break; }
      if (steep * steep < ${REST} * 2.0 * p * unit * loss && steep < 0.00005 * unit) { break; }
      ${all((x) => `way${x} = -(${parameters.map((y) => `${h(x, y)} * slope${y}`).join(' + ')});`, '\n      ')}
      fall = 2.0 * (${sum((x) => `way${x} * slope${x}`)});
      if (updates < 0.5 || fall >= 0.0) {
        updates = 0.0;
        ${all((x) => `way${x} = -${rate(x)} * slope${x};`, '\n        ')}
        fall = 2.0 * (${sum((x) => `way${x} * slope${x}`)});
      }
      let longest = 0.000001;
      ${all((x) => `longest = Math.max(longest, Math.abs(way${x}));`, '\n      ')}
      stride = Math.min(1.0, ${LONGEST} / longest);
    } else {
      // To the lowest point of the parabola through both losses and the slope.
      stride = stride * Math.min(Math.max(-0.5 * fall * stride / (loss - atLoss - fall * stride), 0.1), 0.5);
      if (stride < 0.00001) { break; }
    }
    ${all((x) => `${x} = at${x} + stride * way${x};`)}
  }
  if (steep * steep > ${AT_REST} * 2.0 * p * unit * atLoss || steep > 0.0005 * unit) { atLoss = -atLoss; }
  return [atLoss, ${packed(parameters.slice(0, weights).map((x) => `at${x}`)).join(', ')}];
}`;
}
