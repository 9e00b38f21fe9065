/**
 * @file The value V of an active feature: moments, transforms, and how fast the transforms decay.
 *
 *   ψ(θ) = E e^{iθV}      τ(θ) = E V e^{iθV}
 *
 *   uniform on [0, 1]     ψ = (e^{iθ} − 1)/(iθ)     τ = (e^{iθ} − ψ)/(iθ)
 *   uniform on [−1, 1]    ψ = sin θ/θ               τ = i (sin θ − θ cos θ)/θ²
 *   always 1              ψ = τ = e^{iθ}
 */
import { sincosInto } from '../../numerics/elementary.js';
import { SMALL_ANGLE, psiBound, smallPsiIm, smallPsiRe, smallTauIm, smallTauRe, tauBound } from '../uniform-magnitude.js';

/** Names of laws of the value of an active feature: U[0, 1], U[−1, 1], always 1. */
export type MagnitudeKind = 'uniform' | 'signed-uniform' | 'one';

/** The law of the value V of an active feature: its moments and its transforms ψ(θ) = E e^{iθV} and τ(θ) = E V e^{iθV}. */
export interface Magnitude {
  /** The smallest and the largest value. */
  readonly low: number;
  readonly high: number;
  /** E V^order, order an integer ≥ 0. */
  moment(order: number): number;
  /** out[at], out[at + 1] = ψ(θ), |θ| ≤ 1e6. */
  transformInto(out: Float64Array, at: number, theta: number): void;
  /** out[at], out[at + 1] = τ(θ), |θ| ≤ 1e6. */
  partialTransformInto(out: Float64Array, at: number, theta: number): void;
  /** Bounds on |ψ(θ)| and |τ(θ)| that do not increase in |θ|. */
  transformBound(absTheta: number): number;
  partialTransformBound(absTheta: number): number;
}

const sincos = new Float64Array(2);

const uniform: Magnitude = {
  low: 0,
  high: 1,
  moment: (order) => 1 / (order + 1),
  transformInto(out, at, theta) {
    if (Math.abs(theta) < SMALL_ANGLE) {
      const x = theta * theta;
      out[at] = smallPsiRe(x);
      out[at + 1] = smallPsiIm(theta, x);
      return;
    }
    sincosInto(sincos, theta);
    out[at] = sincos[0]! / theta;
    out[at + 1] = (1 - sincos[1]!) / theta;
  },
  partialTransformInto(out, at, theta) {
    if (Math.abs(theta) < SMALL_ANGLE) {
      const x = theta * theta;
      out[at] = smallTauRe(x);
      out[at + 1] = smallTauIm(theta, x);
      return;
    }
    sincosInto(sincos, theta);
    const s = sincos[0]!;
    const c = sincos[1]!;
    out[at] = (s - (1 - c) / theta) / theta;
    out[at + 1] = (s / theta - c) / theta;
  },
  transformBound: psiBound,
  partialTransformBound: tauBound,
};

const signedUniform: Magnitude = {
  low: -1,
  high: 1,
  moment: (order) => (order % 2 === 1 ? 0 : 1 / (order + 1)),
  transformInto(out, at, theta) {
    const x = theta * theta;
    out[at + 1] = 0;
    if (Math.abs(theta) < SMALL_ANGLE) {
      // Σ (−x)^r/(2r + 1)!
      out[at] = 1 - (x / 6) * (1 - (x / 20) * (1 - (x / 42) * (1 - (x / 72) * (1 - (x / 110) * (1 - x / 156)))));
      return;
    }
    sincosInto(sincos, theta);
    out[at] = sincos[0]! / theta;
  },
  partialTransformInto(out, at, theta) {
    const x = theta * theta;
    out[at] = 0;
    if (Math.abs(theta) < SMALL_ANGLE) {
      // θ Σ (−x)^r/((2r + 1)! (2r + 3))
      const series = 1 / 3 - x * (1 / 30 - x * (1 / 840 - x * (1 / 45360 - x * (1 / 3991680 - x * (1 / 518918400 - x / 93405312000)))));
      out[at + 1] = theta * series;
      return;
    }
    sincosInto(sincos, theta);
    out[at + 1] = (sincos[0]! / theta - sincos[1]!) / theta;
  },
  transformBound: (theta) => (theta <= 1 ? 1 : 1 / theta),
  partialTransformBound(theta) {
    // E|V| = 1/2; and |sin θ/θ − cos θ| ≤ 1 + 1/θ.
    const bound = (1 + 1 / theta) / theta;
    return bound < 0.5 ? bound : 0.5;
  },
};

const one: Magnitude = {
  low: 1,
  high: 1,
  moment: () => 1,
  transformInto(out, at, theta) {
    sincosInto(sincos, theta);
    out[at] = sincos[1]!;
    out[at + 1] = sincos[0]!;
  },
  partialTransformInto(out, at, theta) {
    one.transformInto(out, at, theta);
  },
  transformBound: () => 1,
  partialTransformBound: () => 1,
};

/** The laws of the value of an active feature, by name. */
export const magnitudes: Readonly<Record<MagnitudeKind, Magnitude>> = { uniform, 'signed-uniform': signedUniform, one };
