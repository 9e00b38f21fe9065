/**
 * The flows whose basins can be drawn.
 *
 * @file One thread a start: a tied linear flow by Runge and Kutta's method, in Σ's eigenbasis, until it rests.
 *
 * W [hidden, features] stands in scalars, one for each entry; Σ = diag(λ), so P = WΣ costs one product an entry. The step is a fixed part of
 * the fastest rate there can be at the state.
 *
 * Source     the right-hand sides of core's `flows.ts`
 */
export type BasinFlow = 'notes' | 'oja' | 'tied';

/** Length of a step in units of 1/(λ₁(1 + 2‖W‖²)): the error of a step is 1e-6. */
const STEP = '0.3';

/**
 * Arguments: alphas [width], betas [band]; plane [3, hidden · features], the weights at 0 and both directions; eigenvalues [features];
 * limits [2], the longest time and the resting speed. Returns the time at rest (or minus the longest), the indices as a sum of 2^(i−1) over
 * learned eigenvectors, the distance ‖G − P‖_F to their projection, and the speed.
 */
export function flowSource(flow: BasinFlow, features: number, hidden: number, steps: number): string {
  const entries = Array.from({ length: features * hidden }, (_, e) => ({ e, h: Math.floor(e / features), j: e % features }));
  const rows = Array.from({ length: hidden }, (_, h) => h);
  const columns = Array.from({ length: features }, (_, j) => j);
  const sum = (terms: readonly string[]): string => terms.join(' + ');
  const inner = (name: string, left: string, right: string): string =>
    rows.flatMap((g) => rows.map((h) => `const ${name}${g}x${h} = ${sum(columns.map((j) => `${left}${g}x${j} * ${right}${h}x${j}`))};`)).join('\n      ');
  const { left, right } = { notes: { left: 1, right: 0 }, oja: { left: 0, right: 1 }, tied: { left: 0.5, right: 0.5 } }[flow];
  const part = (weight: number, name: string, factor: string, h: number, j: number): string =>
    weight === 0 ? '' : ` - ${weight === 1 ? '' : '0.5 * '}(${sum(rows.map((g) => `${name}${h}x${g} * ${factor}${g}x${j}`))})`;
  const gram = (j: number, k: number): string => `(${sum(rows.map((h) => `w${h}x${j} * w${h}x${k}`))})`;
  return `function (alphas, betas, plane, eigenvalues, limits) {
  const alpha = alphas[this.thread.x];
  const beta = betas[this.thread.y];
  const rate = 1.0 / eigenvalues[0];
  ${columns.map((j) => `const lambda${j} = eigenvalues[${j}];`).join(' ')}
  ${entries.map(({ e, h, j }) => `let w${h}x${j} = plane[${e}] + alpha * plane[${entries.length + e}] + beta * plane[${2 * entries.length + e}];`).join('\n  ')}
  ${entries.map(({ h, j }) => `let y${h}x${j} = w${h}x${j}; let k${h}x${j} = 0.0; let total${h}x${j} = 0.0;`).join('\n  ')}
  let time = 0.0;
  let rest = -limits[0];
  let speed = 0.0;
  let lastTime = 0.0;
  let lastSpeed = 0.0;
  let going = 1.0;
  for (let step = 0; step < ${steps}; step++) {
    if (going > 0.5) {
      const size = ${sum(entries.map(({ h, j }) => `w${h}x${j} * w${h}x${j}`))};
      const dt = ${STEP} * rate / (1.0 + 2.0 * size);
      for (let stage = 0; stage < 4; stage++) {
        let reach = 0.5 * dt;
        let share = 2.0;
        if (stage == 0) { reach = 0.0; share = 1.0; }
        if (stage == 3) { reach = dt; share = 1.0; }
        ${entries.map(({ h, j }) => `y${h}x${j} = w${h}x${j} + reach * k${h}x${j}; const p${h}x${j} = y${h}x${j} * lambda${j};`).join('\n        ')}
        ${left > 0 ? inner('c', 'y', 'y') : ''}
        ${right > 0 ? inner('d', 'p', 'y') : ''}
        ${entries.map(({ h, j }) => `k${h}x${j} = p${h}x${j}${part(left, 'c', 'p', h, j)}${part(right, 'd', 'y', h, j)};`).join('\n        ')}
        if (stage == 0) {
          speed = Math.sqrt(${sum(entries.map(({ h, j }) => `k${h}x${j} * k${h}x${j}`))});
          ${entries.map(({ h, j }) => `total${h}x${j} = 0.0;`).join(' ')}
        }
        ${entries.map(({ h, j }) => `total${h}x${j} += share * k${h}x${j};`).join('\n        ')}
      }
      if (speed <= limits[1]) {
        rest = time;
        // Between two steps the speed is nearly linear.
        if (step > 0) { rest = lastTime + (time - lastTime) * (lastSpeed - limits[1]) / (lastSpeed - speed); }
        going = 0.0;
      } else {
        if (time >= limits[0]) {
          going = 0.0;
        } else {
          lastTime = time;
          lastSpeed = speed;
          time += dt;
          ${entries.map(({ h, j }) => `w${h}x${j} += dt * 0.1666666667 * total${h}x${j};`).join('\n          ')}
        }
      }
    }
  }
  let learned = 0.0;
  let square = 0.0;
  ${columns.map((j) => `let own${j} = 0.0; if (${gram(j, j)} > 0.5) { own${j} = 1.0; learned += ${2 ** j}.0; }`).join('\n  ')}
  ${columns.flatMap((j) => columns.map((k) => ({ j, k }))).map(({ j, k }) => `const gap${j}x${k} = ${gram(j, k)}${j === k ? ` - own${j}` : ''}; square += gap${j}x${k} * gap${j}x${k};`).join('\n  ')}
  return [rest, learned, Math.sqrt(square), speed];
}`;
}
