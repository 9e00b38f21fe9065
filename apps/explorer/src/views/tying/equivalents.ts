/** @file What is shown, as commands and programs that compute the same. */
import type { Equivalents } from '../../app/view-context.js';
import { FLOW_OPTIONS } from '../linear/follow-flows.js';
import type { TyingState } from './view.js';

export function equivalentsOf({ eigenvalues, hidden, scale, basis, seed }: TyingState, start: Float64Array): Equivalents {
  const list = eigenvalues.join(', ');
  const [m, n] = [hidden, eigenvalues.length];
  const { points, tolerance, maxSteps } = FLOW_OPTIONS;
  const down = eigenvalues.every((value, i) => i === 0 || value <= eigenvalues[i - 1]!);
  const moment = down ? `diagonalSecondMoment([${list}])` : `secondMoment(diagonal([${list}]), ${String(n)})`;
  return {
    cli: `tegum flow --eigenvalues ${eigenvalues.join(',')} --hidden ${String(m)} --seed ${String(seed)} --scale ${String(scale)}${basis === 'eigen' ? ' --basis eigen' : ''} --max-steps ${String(maxSteps)}`,
    typescript: `import { compareFlows, ${down ? 'diagonalSecondMoment' : 'diagonal, secondMoment'}, flowNames, randomFlowStart } from '@tegum/core';

const moment = ${moment};
const start = randomFlowStart(${String(n)}, ${String(m)}, ${String(seed)}, ${String(scale)});
const steps = compareFlows({ flows: flowNames, moment, hidden: ${String(m)}, start, basis: '${basis}', points: ${String(points)}, tolerance: ${String(tolerance)}, maxSteps: ${String(maxSteps)} });
let step = steps.next();
while (step.done !== true) step = steps.next();
for (const { flow, end, plateaus } of step.value) {
  console.log(flow, end.kind, end.loss, plateaus.map(({ indices }) => \`{\${indices.join()}}\`).join(' → '));
}
`,
    numpy: numpyOf(list, m, n, start),
  };
}

/** The tied flows again, by SciPy's own Runge–Kutta. */
function numpyOf(list: string, m: number, n: number, start: Float64Array): string {
  const rows = Array.from({ length: m }, (_, h) => `    [${Array.from(start.subarray(h * n, (h + 1) * n)).join(', ')}],`);
  return `import numpy as np
from scipy.integrate import solve_ivp

sigma = np.diag([${list}])
n, m = ${String(n)}, ${String(m)}
W0 = np.array([
${rows.join('\n')}
])
I = np.eye(n)


def loss(M):
    return np.trace((I - M) @ sigma @ (I - M).T)


def untied(t, y):
    A, B = y[: n * m].reshape(n, m), y[n * m :].reshape(m, n)
    R = I - A @ B
    return np.concatenate([(R @ sigma @ B.T).ravel(), (A.T @ R @ sigma).ravel()])


def notes(t, y):
    W = y.reshape(m, n)
    return (W @ (I - W.T @ W) @ sigma).ravel()


def oja(t, y):
    W = y.reshape(m, n)
    return (W @ sigma @ (I - W.T @ W)).ravel()


def tied(t, y):
    return (notes(t, y) + oja(t, y)) / 2


T = 60 / np.min(np.diag(sigma))
for flow, start in [(untied, np.concatenate([W0.T.ravel(), W0.ravel()])), (notes, W0.ravel()), (oja, W0.ravel()), (tied, W0.ravel())]:
    y = solve_ivp(flow, (0, T), start, method="DOP853", rtol=1e-10, atol=1e-14).y[:, -1]
    M = y[: n * m].reshape(n, m) @ y[n * m :].reshape(m, n) if flow is untied else y.reshape(m, n).T @ y.reshape(m, n)
    print(flow.__name__, f"ends at loss {loss(M):.10g}, PCA {np.sort(np.diag(sigma))[: n - m].sum():.10g}")
`;
}
