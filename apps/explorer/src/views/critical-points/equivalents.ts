/** @file What is shown, as commands and programs that compute the same. */
import type { Equivalents } from '../../app/view-context.js';
import { FLOW_OPTIONS, MOST_FLOW_FEATURES } from '../linear/follow-flows.js';
import type { CriticalPointsState } from './view.js';

export function equivalentsOf({ hidden, tied, top, flow, scale, seed }: CriticalPointsState, eigenvalues: readonly number[]): Equivalents {
  const list = eigenvalues.join(',');
  const atlas = `tegum atlas --eigenvalues ${list} --hidden ${String(hidden)} --top ${String(top)}${tied ? ' --tied' : ''}`;
  const follow = `tegum flow --flow ${flow} --eigenvalues ${list} --hidden ${String(hidden)} --seed ${String(seed)} --scale ${String(scale)} --max-steps ${String(FLOW_OPTIONS.maxSteps)}`;
  return {
    cli: eigenvalues.length <= MOST_FLOW_FEATURES ? `${atlas}\n${follow}` : atlas,
    typescript: `import { criticalSets } from '@tegum/core';

let listed = 0;
for (const { indices, loss, morseIndex, nullity } of criticalSets({ eigenvalues: [${eigenvalues.join(', ')}], hidden: ${String(hidden)}, tied: ${String(tied)} })) {
  console.log(\`{\${indices.join()}}\`, loss, morseIndex, nullity);
  if (++listed === ${String(top)}) break;
}
`,
    numpy: numpyOf(eigenvalues, hidden),
  };
}

/** The Morse indices again, from the Hessian's own eigenvalues by differences of the gradient. */
function numpyOf(eigenvalues: readonly number[], hidden: number): string {
  return `import itertools
import numpy as np

sigma = np.diag([${eigenvalues.join(', ')}])
n, m = len(sigma), ${String(hidden)}


def gradient(theta):
    A, B = theta[: n * m].reshape(n, m), theta[n * m :].reshape(m, n)
    R = np.eye(n) - A @ B
    return np.concatenate([(-2 * R @ sigma @ B.T).ravel(), (-2 * A.T @ R @ sigma).ravel()])


sets = [I for r in range(m + 1) for I in itertools.combinations(range(n), r)]
for I in sorted(sets, key=lambda I: -sigma[list(I), list(I)].sum())[:12]:
    A = np.zeros((n, m))
    A[list(I), range(len(I))] = 1
    theta = np.concatenate([A.ravel(), A.T.ravel()])
    e = 1e-6 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-6 for d in e])
    curvature = np.linalg.eigvalsh((H + H.T) / 2)
    loss = np.trace(sigma) - sigma[list(I), list(I)].sum()
    print([i + 1 for i in I], f"loss {loss:.10g}", "Morse index", (curvature < -1e-6).sum(), "nullity", (abs(curvature) <= 1e-6).sum())
`;
}
