/** @file What is shown, as commands and programs that compute the same. */
import type { Equivalents } from '../../app/view-context.js';
import type { ThomsonAnswer } from './solve-thomson.js';
import type { ThomsonState } from './view.js';

export function equivalentsOf({ points, dimension, riesz, starts, seed }: ThomsonState, answer: ThomsonAnswer | undefined): Equivalents {
  const exponent = riesz === 'log' ? "'log'" : riesz;
  return {
    cli: `tegum thomson --points ${String(points)} --dimension ${dimension} --riesz ${riesz} --starts ${String(starts)} --seed ${String(seed)} --compare`,
    typescript: `import { compareWithOneSparse, thomson } from '@tegum/core';

const solution = thomson({ points: ${String(points)}, dimension: ${dimension}, riesz: ${exponent}, starts: ${String(starts)}, seed: ${String(seed)} });
const { sameShape, procrustesDistance } = compareWithOneSparse(solution, ${dimension}, { seed: ${String(seed)} });
console.log(solution.energy, sameShape, procrustesDistance);
`,
    ...(answer === undefined ? {} : { numpy: numpyOf(answer) }),
  };
}

/** The energy of the points shown, and the force on each, which must be along its radius. */
function numpyOf({ solution, energy, question: { riesz, dimension } }: ThomsonAnswer): string {
  const rows = solution.points.map((point) => `    [${point.slice(0, dimension).join(', ')}],`);
  const pair = riesz === 'log' ? '-np.log(distances)' : `distances ** -${String(riesz)}`;
  const slope = riesz === 'log' ? 'distances[:, :, None] ** -2' : `${String(riesz)} * distances[:, :, None] ** -(${String(riesz)} + 2)`;
  return `import numpy as np

r = np.array([
${rows.join('\n')}
])
differences = r[:, None] - r[None, :]
distances = np.linalg.norm(differences, axis=2)
np.fill_diagonal(distances, np.inf)
pairs = ${pair}
np.fill_diagonal(pairs, 0)
print("energy", pairs.sum() / 2, "here", ${String(energy)})
force = (differences * ${slope}).sum(1)
along = force - (force * r).sum(1)[:, None] * r
print("largest force along the sphere", np.abs(along).max())
`;
}
