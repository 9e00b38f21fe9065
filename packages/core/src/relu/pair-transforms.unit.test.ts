import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { PairTransforms, withoutTurns } from './pair-transforms.js';
import { RowTable } from './row-table.js';

/** ψ, τ, σ from the closed forms, in the language's own sine and cosine. */
function closedForms(theta: number) {
  const s = Math.sin(theta);
  const c = Math.cos(theta);
  const [psiRe, psiIm] = [s / theta, (1 - c) / theta];
  const [tauRe, tauIm] = [(s - psiIm) / theta, (psiRe - c) / theta];
  return [psiRe, psiIm, tauRe, tauIm, (s - 2 * tauIm) / theta, (2 * tauRe - c) / theta];
}

function tableOf(W: readonly number[], b: readonly number[]): RowTable {
  const n = b.length;
  const table = new RowTable(n, 1, new Float64Array(n).fill(0.5));
  table.update(Float64Array.from(W), Float64Array.from(b));
  return table;
}

describe('PairTransforms', () => {
  it('gives each row the transforms of its own angles, after any number of steps', () => {
    // The third row is small enough for a period of its own; it and the others no longer share angles.
    const table = tableOf([1, -0.7, 1e-3], [0, 0, 0]);
    const transforms = new PairTransforms(table);
    const period = 2;
    const last = 1000;
    transforms.begin(period);
    for (let k = 1; k <= last; k++) transforms.advance(k, true);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const e = i * 3 + j;
        const theta = ((2 * Math.PI * last) / table.ownPeriod(i, period)) * table.gram[e]!;
        const [psiRe, psiIm, tauRe, tauIm, sigmaRe, sigmaIm] = closedForms(theta);
        const got = [transforms.psiRe[e]!, transforms.psiIm[e]!, transforms.tauRe[e]!, transforms.tauIm[e]!];
        expectClose(got, [psiRe!, psiIm!, tauRe!, tauIm!], { atol: 1e-12 });
        if (i === j) expectClose([transforms.sigmaRe[i]!, transforms.sigmaIm[i]!], [sigmaRe!, sigmaIm!], { atol: 1e-12 });
      }
    }
    expect(table.ownPeriod(2, period)).toBeLessThan(period / 100);
  });

  it('goes on where angles leave the domain of sine and cosine', () => {
    const transforms = new PairTransforms(tableOf([1, -1], [0, 0]));
    // ω_k a = 2πk/P: beyond a million from the 160th term.
    transforms.begin(0.001 + 1e-9);
    for (let k = 1; k <= 400; k++) transforms.advance(k, true);
    const theta = (2 * Math.PI * 400) / (0.001 + 1e-9);
    expect(theta).toBeGreaterThan(2e6);
    expectClose(transforms.psiRe[0]!, Math.sin(theta) / theta, { atol: 1e-14 });
  });

  it('takes whole turns off', () => {
    expect(withoutTurns(0.25)).toBe(0.25);
    expectClose(withoutTurns(7 * Math.PI), -Math.PI, { rtol: 1e-15 });
    expectClose(withoutTurns(-6 * Math.PI - 1), -1, { rtol: 1e-14 });
  });
});
