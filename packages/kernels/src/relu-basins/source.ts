/**
 * @file One thread a start: the gradient flow of a small ReLU model until it rests.
 *
 * Steps adapt: a bias above 0 is driven by every input, at a rate 1/p times that of a weight, so a fixed step would be short everywhere. Threads
 * go side by side through the three evaluations of a step, whether it is taken or not.
 *
 * Source     Bogacki & Shampine 1989
 */
import type { Family } from '../relu-gradient/family.js';
import { packed } from '../source/packing.js';

/**
 * Arguments: alphas [width], betas [band]; plane [3, parameters], the start at 0 and both directions; importances [features]; limits [5], the density,
 * the longest time, the resting speed, the first step and the largest error of one in any parameter; nodes [2 · NODES]. Returns the time at rest (or minus the longest) and the weights, packed.
 */
export function reluFlowSource({ parameters, weights, importance, statements }: Family, steps: number): string {
  const all = (text: (name: string, k: number) => string, separator = '\n        '): string => parameters.map(text).join(separator);
  const length = (name: (x: string) => string): string => `Math.sqrt(${parameters.map((x) => `${name(x)} * ${name(x)}`).join(' + ')})`;
  const count = parameters.length;
  return `function (alphas, betas, plane, importances, limits, nodes) {
  const alpha = alphas[this.thread.x];
  const beta = betas[this.thread.y];
  const p = limits[0];
  const q = 1.0 - p;
  ${importance.map((name, i) => `const ${name} = importances[${i}];`).join(' ')}
  ${all((x, k) => `let ${x} = plane[${k}] + alpha * plane[${count + k}] + beta * plane[${2 * count + k}];`, '\n  ')}
  ${all((x) => `let at${x} = ${x}; let first${x} = 0.0; let second${x} = 0.0; let third${x} = 0.0;`, '\n  ')}
  let time = 0.0;
  let rest = -limits[1];
  let dt = limits[3];
  let speed = 0.0;
  for (let step = 0; step < ${steps}; step++) {
    for (let stage = 0; stage < 4; stage++) {
      // The last evaluation of a step is the first of the next.
      if (stage > 0 || step < 1) {
        let one = 0.0;
        let two = 0.0;
        let three = 0.0;
        if (stage == 1) { one = 0.5; }
        if (stage == 2) { two = 0.75; }
        if (stage == 3) { one = 0.2222222222; two = 0.3333333333; three = 0.4444444444; }
        ${all((x) => `${x} = at${x} + dt * (one * first${x} + two * second${x} + three * third${x});`)}
        ${statements}
        if (stage == 0) { ${all((x) => `first${x} = -d${x};`, ' ')} speed = ${length((x) => `first${x}`)}; if (speed <= limits[2]) { rest = 0.0; } }
        if (stage == 1) { ${all((x) => `second${x} = -d${x};`, ' ')} }
        if (stage == 2) { ${all((x) => `third${x} = -d${x};`, ' ')} }
        if (stage == 3) {
          let error = 0.0;
          ${all((x) => `error = Math.max(error, Math.abs(0.06944444444 * first${x} - 0.08333333333 * second${x} - 0.1111111111 * third${x} - 0.125 * d${x}));`, '\n          ')}
          const ratio = dt * error / limits[4];
          if (ratio <= 1.0) {
            const before = speed;
            ${all((x) => `at${x} = ${x}; first${x} = -d${x};`, ' ')}
            speed = ${length((x) => `first${x}`)};
            time += dt;
            if (speed <= limits[2] && before > limits[2]) {
              // Between both ends the speed falls like an exponential; ln x = 2 artanh((x − 1)/(x + 1)).
              const whole = (before - speed) / (before + speed);
              const part = (before - limits[2]) / (before + limits[2]);
              const wholes = whole * whole;
              const parts = part * part;
              rest = time - dt + dt * part * (1.0 + parts * (0.3333333333 + parts * (0.2 + parts * (0.1428571429 + parts * 0.1111111111))))
                / (whole * (1.0 + wholes * (0.3333333333 + wholes * (0.2 + wholes * (0.1428571429 + wholes * 0.1111111111)))));
            }
          }
          dt = dt * Math.min(Math.max(0.9 / Math.sqrt(Math.sqrt(Math.max(ratio, 0.0001))), 0.2), 3.0);
        }
      }
    }
    if (rest >= 0.0 || time >= limits[1]) { break; }
  }
  return [rest, ${packed(parameters.slice(0, weights).map((x) => `at${x}`)).join(', ')}];
}`;
}
