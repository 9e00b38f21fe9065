import { expectClose, randomRotation, TestRandom } from '@tegum/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagonal, multiply, sumOfSquares, transpose } from '../numerics/matrix.js';
import { flowState, startInEigenbasis } from './flow-start.js';
import { flowNames, flowRightHandSide, notesColumnForm, stateLength, type FlowName } from './flows.js';
import { diagonalSecondMoment, secondMoment } from './second-moment.js';

interface Case {
  readonly seed: number;
  readonly n: number;
  readonly m: number;
}

const cases = fc
  .record({ seed: fc.nat(1e6), n: fc.integer({ min: 2, max: 6 }), share: fc.double({ min: 0, max: 0.999, noNaN: true }) })
  .map(({ seed, n, share }): Case => ({ seed, n, m: 1 + Math.floor(share * (n - 1)) }));

const runs = { numRuns: 60, seed: 330 };

function sigmaOf(seed: number, n: number): Float64Array {
  const q = randomRotation(seed, n);
  return multiply(multiply(q, diagonal(new TestRandom(seed + 1).uniforms(n, 0.2, 4)), n, n, n), transpose(q, n, n), n, n, n);
}

/** The formula as it is printed, with whole n × n matrices and no regrouping. */
function printedSide(flow: FlowName, sigma: Float64Array, state: Float64Array, n: number, m: number): Float64Array {
  const residualOf = (map: Float64Array): Float64Array => map.map((value, e) => (e % (n + 1) === 0 ? 1 : 0) - value);
  if (flow === 'untied') {
    const [a, b] = [state.slice(0, n * m), state.slice(n * m)];
    const residual = residualOf(multiply(a, b, n, m, n));
    const aDot = multiply(multiply(residual, sigma, n, n, n), transpose(b, m, n), n, n, m);
    const bDot = multiply(transpose(a, n, m), multiply(residual, sigma, n, n, n), m, n, n);
    return Float64Array.of(...aDot, ...bDot);
  }
  const residual = residualOf(multiply(transpose(state, m, n), state, n, m, n));
  const notes = multiply(multiply(state, residual, m, n, n), sigma, m, n, n);
  const oja = multiply(multiply(state, sigma, m, n, n), residual, m, n, n);
  return flow === 'notes' ? notes : flow === 'oja' ? oja : notes.map((value, e) => 0.5 * (value + oja[e]!));
}

function lossOf(flow: FlowName, sigma: Float64Array, state: Float64Array, n: number, m: number): number {
  const map = flow === 'untied' ? multiply(state.slice(0, n * m), state.slice(n * m), n, m, n) : multiply(transpose(state, m, n), state, n, m, n);
  const residual = map.map((value, e) => (e % (n + 1) === 0 ? 1 : 0) - value);
  return multiply(residual, sigma, n, n, n).reduce((sum, value, e) => sum + value * residual[e]!, 0);
}

function sideOf(flow: FlowName, sigma: Float64Array, state: Float64Array, n: number, m: number): Float64Array {
  const derivative = new Float64Array(state.length);
  flowRightHandSide(flow, sigma, n, m)(derivative, state, 0);
  return derivative;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, e) => sum + value * b[e]!, 0);

/** Central differences of the loss. */
function gradientOf(flow: FlowName, sigma: Float64Array, state: Float64Array, n: number, m: number): Float64Array {
  const h = 1e-5;
  return state.map((_, e) => {
    const moved = (by: number): number => lossOf(flow, sigma, state.map((value, k) => (k === e ? value + by : value)), n, m);
    return (moved(h) - moved(-h)) / (2 * h);
  });
}

describe('the right-hand sides', () => {
  it('are the printed formulas', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...flowNames), ({ seed, n, m }, flow) => {
        const state = new TestRandom(seed + 2).normals(stateLength(flow, n, m));
        const sigma = sigmaOf(seed, n);
        expectClose(sideOf(flow, sigma, state, n, m), printedSide(flow, sigma, state, n, m), { atol: 1e-12, rtol: 1e-12 });
      }),
      runs,
    );
  });

  it('are −½∇L untied and −¼∇L tied, with the loss differentiated numerically', () => {
    fc.assert(
      fc.property(cases, ({ seed, n, m }) => {
        const sigma = sigmaOf(seed, n);
        for (const [flow, factor] of [['untied', -0.5], ['tied', -0.25]] as const) {
          const state = new TestRandom(seed + 2).normals(stateLength(flow, n, m), 0.7);
          expectClose(sideOf(flow, sigma, state, n, m), gradientOf(flow, sigma, state, n, m).map((value) => factor * value), { atol: 1e-6, rtol: 1e-6 });
        }
      }),
      runs,
    );
  });

  it('of (22) is its column form (27) in the eigenbasis, and all four carry over to it', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...flowNames), ({ seed, n, m }, flow) => {
        const moment = secondMoment(sigmaOf(seed, n), n);
        const random = new TestRandom(seed + 2);
        const start = { W: random.normals(n * m), A: random.normals(n * m) };
        const rotated = startInEigenbasis(start, moment);
        const there = sideOf(flow, diagonalSecondMoment(moment.eigenvalues).sigma, flowState(flow, rotated, n, m), n, m);
        const here = sideOf(flow, moment.sigma, flowState(flow, start, n, m), n, m);
        const split = flow === 'untied' ? { A: here.slice(0, n * m), W: here.slice(n * m) } : { W: here };
        expectClose(there, flowState(flow, startInEigenbasis(split, moment), n, m), { atol: 1e-11, rtol: 1e-11 });
        if (flow !== 'notes') return;
        const columns = new Float64Array(n * m);
        notesColumnForm(moment.eigenvalues, m)(columns, rotated.W, 0);
        expectClose(columns, there, { atol: 1e-12, rtol: 1e-12 });
      }),
      runs,
    );
  });

  it('turn with W → QW, for which the hidden units have no names', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom('notes' as const, 'oja' as const, 'tied' as const), ({ seed, n, m }, flow) => {
        const sigma = sigmaOf(seed, n);
        const w = new TestRandom(seed + 2).normals(n * m);
        const q = randomRotation(seed + 3, m);
        expectClose(sideOf(flow, sigma, multiply(q, w, m, m, n), n, m), multiply(q, sideOf(flow, sigma, w, n, m), m, m, n), { atol: 1e-11, rtol: 1e-11 });
      }),
      runs,
    );
  });

  it('of the untied flow leaves AᵀA − BBᵀ alone', () => {
    fc.assert(
      fc.property(cases, ({ seed, n, m }) => {
        const state = new TestRandom(seed + 2).normals(2 * n * m);
        const side = sideOf('untied', sigmaOf(seed, n), state, n, m);
        const [a, b, aDot, bDot] = [state.slice(0, n * m), state.slice(n * m), side.slice(0, n * m), side.slice(n * m)];
        const first = multiply(transpose(a, n, m), aDot, m, n, m);
        const second = multiply(b, transpose(bDot, m, n), m, n, m);
        const change = (matrix: Float64Array): Float64Array => matrix.map((value, e) => value + transpose(matrix, m, m)[e]!);
        expectClose(change(first), change(second), { atol: 1e-10, rtol: 1e-10 });
      }),
      runs,
    );
  });
});

describe('tying', () => {
  /** ‖Ḃ − Ȧᵀ‖_F of (20)–(21) at A = Bᵀ = Wᵀ. */
  function untying(sigma: Float64Array, W: Float64Array, n: number, m: number): number {
    const side = sideOf('untied', sigma, flowState('untied', { W }, n, m), n, m);
    const aDot = transpose(side.slice(0, n * m), n, m);
    return Math.sqrt(sumOfSquares(side.slice(n * m).map((value, e) => value - aDot[e]!)));
  }

  it('is lost at once unless W(GΣ − ΣG) = 0: by exactly that', () => {
    fc.assert(
      fc.property(cases, ({ seed, n, m }) => {
        const sigma = sigmaOf(seed, n);
        const W = new TestRandom(seed + 2).normals(n * m);
        const gram = multiply(transpose(W, m, n), W, n, m, n);
        const [left, right] = [multiply(gram, sigma, n, n, n), multiply(sigma, gram, n, n, n)];
        const commutator = multiply(W, left.map((value, e) => value - right[e]!), m, n, n);
        expectClose(untying(sigma, W, n, m), Math.sqrt(sumOfSquares(commutator)), { rtol: 1e-9, atol: 1e-11 });
      }),
      runs,
    );
  });

  it('is kept with Σ = cI and with aligned weights, lost with others', () => {
    const W = Float64Array.of(0.6, 0.3, -0.2);
    expect(untying(diagonal([2, 2, 2]), W, 3, 1)).toBe(0);
    expect(untying(diagonal([4, 2, 1]), Float64Array.of(0, 0.3, 0), 3, 1)).toBe(0);
    // W(GΣ − ΣG) = (Σ_k w_k² λ_k) w − |w|² Σw.
    expectClose(untying(diagonal([4, 2, 1]), W, 3, 1), Math.hypot(...[4, 2, 1].map((lambda, j) => (1.66 - 0.49 * lambda) * W[j]!)), { rtol: 1e-12 });
  });
});

describe('the loss', () => {
  it('never rises along the gradient flows, nor along (22) and Oja’s from weights with WWᵀ ≤ I', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...flowNames), fc.double({ min: 0.05, max: 1, noNaN: true }), ({ seed, n, m }, flow, size) => {
        const sigma = sigmaOf(seed, n);
        let state = new TestRandom(seed + 2).normals(stateLength(flow, n, m));
        if (flow === 'notes' || flow === 'oja') state = state.map((value) => (value * size) / Math.sqrt(sumOfSquares(state)));
        expect(dot(gradientOf(flow, sigma, state, n, m), sideOf(flow, sigma, state, n, m))).toBeLessThan(1e-6);
      }),
      runs,
    );
  });

  it('can rise along (22) and Oja’s from larger weights', () => {
    // (22): W = 1.1 × a unit vector that is no eigenvector. Oja's: |w|² = 3, mostly along the small eigenvalue.
    const half = 1.1 * Math.SQRT1_2;
    for (const [flow, w] of [['notes', [half, half]], ['oja', [Math.sqrt(0.1), Math.sqrt(2.9)]]] as const) {
      const sigma = diagonal([10, 0.1]);
      const state = Float64Array.from(w);
      expect(dot(gradientOf(flow, sigma, state, 2, 1), sideOf(flow, sigma, state, 2, 1)), flow).toBeGreaterThan(0.1);
    }
  });
});

describe('(27) and the energy E = ¼‖I − G‖²', () => {
  /** −∂E/∂w_j = w_j − Σ_k ⟨w_k, w_j⟩ w_k: (27) with every eigenvalue 1. */
  const forces = (w: Float64Array, n: number, m: number): Float64Array => {
    const energy = (at: Float64Array): number => 0.25 * sumOfSquares(multiply(transpose(at, m, n), at, n, m, n).map((value, e) => (e % (n + 1) === 0 ? 1 : 0) - value));
    return w.map((_, e) => {
      const moved = (by: number): number => energy(w.map((value, k) => (k === e ? value + by : value)));
      return -(moved(1e-5) - moved(-1e-5)) / 2e-5;
    });
  };

  it('is the flow ẇ_j = −λ_j ∂E/∂w_j', () => {
    fc.assert(
      fc.property(cases, ({ seed, n, m }) => {
        const lambda = new TestRandom(seed + 1).uniforms(n, 0.2, 4);
        const w = new TestRandom(seed + 2).normals(n * m, 0.7);
        const side = new Float64Array(n * m);
        notesColumnForm(lambda, m)(side, w, 0);
        expectClose(side, forces(w, n, m).map((value, e) => lambda[e % n]! * value), { atol: 1e-6, rtol: 1e-6 });
      }),
      runs,
    );
  });

  it('is no gradient flow itself if eigenvalues differ: its Jacobian is not symmetric', () => {
    const asymmetry = (eigenvalues: readonly number[]): number => {
      const n = eigenvalues.length;
      const m = 2;
      const w = new TestRandom(7).normals(n * m, 0.5);
      const column = (e: number): Float64Array => {
        const [up, down] = [1e-5, -1e-5].map((by) => {
          const side = new Float64Array(n * m);
          notesColumnForm(eigenvalues, m)(side, w.map((value, k) => (k === e ? value + by : value)), 0);
          return side;
        });
        return up!.map((value, k) => (value - down![k]!) / 2e-5);
      };
      const jacobian = Array.from(w, (_, e) => column(e));
      let worst = 0;
      for (let i = 0; i < n * m; i++) for (let j = 0; j < i; j++) worst = Math.max(worst, Math.abs(jacobian[i]![j]! - jacobian[j]![i]!));
      return worst;
    };
    expect(asymmetry([4, 2, 1])).toBeGreaterThan(0.1);
    expect(asymmetry([2, 2, 2])).toBeLessThan(1e-8);
  });
});

it('second moments given by their eigenvalues and in full agree', () => {
  const diagonalOne = diagonalSecondMoment([3, 2, 2, 1]);
  const general = secondMoment(diagonalOne.sigma, 4);
  expectClose(general.eigenvalues, diagonalOne.eigenvalues, { rtol: 1e-14 });
  expect(general.spaces.map(({ first, multiplicity }) => [first, multiplicity])).toEqual([[1, 1], [2, 2], [4, 1]]);
});
