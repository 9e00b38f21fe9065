/**
 * @file One thread a point (α, β) of the slice: the exact loss of one output row.
 *
 * Row i of G is quadratic in (α, β); its six coefficients come from the host. None or one active feature is in closed form, and of two or
 * more a polynomial and a Fourier series, as in core's `few-active.ts`, `many-active-moments.ts` and `oscillation.ts`; but here
 * the part with two or more is carried along from feature to feature, in every sum and product, so that nothing large cancels in float32.
 *
 * Source     docs/concepts/exact-loss.md
 */
import { literal, turnStatements } from '../source/turns.js';

/** 4/(2π)³ and 1/(2π²): in front of the series of u₊² and u₊. */
const SQUARE_FACTOR = 4 / (2 * Math.PI) ** 3;
const RAMP_FACTOR = 1 / (2 * Math.PI ** 2);

/**
 * Arguments: alphas [width], betas [height]; coefficients [6, features] of a_ij = c₀ + c₁α + c₂β + c₃α² + c₄αβ + c₅β²; density
 * [features]; weights [features], p_j Π_{k≠j}(1 − p_k); row [8]: i, b_i and its slopes, Π(1 − p_k), p_i, Π_{k≠i}(1 − p_k), 1 − that.
 */
export const landscapeSource = (features: number, terms: number): string => {
  const n = features;
  const coupling = `const a = coefficients[j] + alpha * coefficients[${n} + j] + beta * coefficients[${2 * n} + j]
        + alpha * alpha * coefficients[${3 * n} + j] + alpha * beta * coefficients[${4 * n} + j] + beta * beta * coefficients[${5 * n} + j];`;
  return `function (alphas, betas, coefficients, density, weights, row) {
  const alpha = alphas[this.thread.x];
  const beta = betas[this.thread.y];
  const own = row[0];
  const b = row[1] + alpha * row[2] + beta * row[3];
  const ownP = row[5];
  const resting = Math.max(b, 0.0);

  // Range of z, its mean, and E(x_i − z)² should it not change sign; at most one feature active.
  let low = b;
  let high = b;
  let mean = b;
  let spread = 0.0;
  let ownA = 0.0;
  let meanElse = 0.0;
  let varianceElse = 0.0;
  let few = row[4] * resting * resting;
  for (let j = 0; j < ${n}; j++) {
    ${coupling}
    const p = density[j];
    const variance = p * 0.3333333333 - p * p * 0.25;
    const weight = weights[j];
    mean += 0.5 * a * p;
    if (p > 0.0) {
      low += Math.min(a, 0.0);
      high += Math.max(a, 0.0);
    }
    let isOwn = 0.0;
    if (Math.abs(j - own) < 0.5) {
      isOwn = 1.0;
      ownA = a;
    } else {
      meanElse += 0.5 * a * p;
      varianceElse += a * a * variance;
    }
    spread += (isOwn - a) * (isOwn - a) * variance;

    // z = b + at is positive on (start, end).
    let start = 0.0;
    let end = 1.0;
    if (a > 0.0) {
      if (b < 0.0) { start = Math.min(-b / a, 1.0); }
    } else {
      if (a < 0.0) {
        end = 0.0;
        if (b > 0.0) { end = Math.min(-b / a, 1.0); }
      } else {
        if (b <= 0.0) { end = 0.0; }
      }
    }
    const length = Math.max(end - start, 0.0);
    let zStart = resting;
    if (start > 0.0) { zStart = 0.0; }
    let zEnd = a + b;
    if (end < 1.0) { zEnd = 0.0; }
    const errorStart = isOwn * start - zStart;
    const errorEnd = isOwn * end - zEnd;
    let part = length * (errorStart * errorStart + errorStart * errorEnd + errorEnd * errorEnd);
    if (isOwn > 0.5) {
      part += start * start * start;
      if (length <= 0.0) { part = 1.0; }
    }
    few += weight * part * 0.3333333333;
  }

  let loss = ownP * 0.3333333333;
  if (low >= 0.0) {
    const shift = mean - 0.5 * ownP;
    loss = shift * shift + spread;
  } else {
    if (high > 0.0) {
      const period = Math.max(high, -low);
      const inverse = 1.0 / period;

      // E[S^r; exactly one active] and E[S^r; two or more], r = 0 … 3, S = Σ a_j x_j.
      let none = 1.0;
      let s0 = 0.0;
      let s1 = 0.0;
      let s2 = 0.0;
      let s3 = 0.0;
      let t0 = 0.0;
      let t1 = 0.0;
      let t2 = 0.0;
      let t3 = 0.0;
      for (let j = 0; j < ${n}; j++) {
        ${coupling}
        const p = density[j];
        const q = 1.0 - p;
        const a1 = 0.5 * p * a;
        const a2 = 0.3333333333 * p * a * a;
        const a3 = 0.25 * p * a * a * a;
        const u0 = t0 + s0;
        const u1 = t1 + s1;
        const u2 = t2 + s2;
        const u3 = t3 + s3;
        t3 = q * t3 + p * u3 + 3.0 * a1 * u2 + 3.0 * a2 * u1 + a3 * u0;
        t2 = q * t2 + p * u2 + 2.0 * a1 * u1 + a2 * u0;
        t1 = q * t1 + p * u1 + a1 * u0;
        t0 = q * t0 + p * u0;
        s3 = q * s3 + none * a3;
        s2 = q * s2 + none * a2;
        s1 = q * s1 + none * a1;
        s0 = q * s0 + none * p;
        none = q * none;
      }
      const z1 = b * t0 + t1;
      const z2 = b * b * t0 + 2.0 * b * t1 + t2;
      const z3 = b * b * b * t0 + 3.0 * b * b * t1 + 3.0 * b * t2 + t3;
      const some = row[7];
      const squareElse = varianceElse + meanElse * meanElse;
      const square = ownP * 0.3333333333 * some;
      const x1 = ownP * 0.5 * some;
      const xS = ownP * (ownA * 0.3333333333 * some + 0.5 * meanElse);
      const xSS = ownP * (ownA * ownA * 0.25 * some + 0.6666666667 * ownA * meanElse + 0.5 * squareElse);
      const xz = b * x1 + xS;
      const xzz = b * b * x1 + 2.0 * b * xS + xSS;
      let many = square - 2.0 * (period * x1 * 0.08333333333 + 0.5 * xz + 0.5 * xzz * inverse)
        + 0.5 * z2 + z3 * inverse * 0.3333333333 + period * z1 * 0.1666666667;

      for (let k = 1; k <= ${terms}; k++) {
        const turn = k * inverse;
        let idle = 1.0;
        let oneRe = 0.0;
        let oneIm = 0.0;
        let moreRe = 0.0;
        let moreIm = 0.0;
        let psiRe = 1.0;
        let psiIm = 0.0;
        let tauRe = 0.5;
        let tauIm = 0.0;
        for (let j = 0; j < ${n}; j++) {
          ${coupling}
          const p = density[j];
          const q = 1.0 - p;
          // ψ = sin θ/θ + i(1 − cos θ)/θ, from θ/2 to keep what is small.
          const theta = ${literal(2 * Math.PI)} * turn * a;
          ${turnStatements('half', '0.5 * turn * a')}
          let re = 1.0 - theta * theta * 0.1666666667;
          let im = theta * 0.5;
          if (Math.abs(theta) > 0.001) {
            const twice = 2.0 * halfSin / theta;
            re = twice * halfCos;
            im = twice * halfSin;
          }
          if (Math.abs(j - own) < 0.5) {
            psiRe = re;
            psiIm = im;
            // τ = (e^{iθ} − ψ)/(iθ), by its series where that cancels.
            const x = theta * theta;
            if (x < 0.25) {
              tauRe = 0.5 - x * (0.125 - x * (0.006944444444 - x * 0.0001736111111));
              tauIm = theta * (0.3333333333 - x * (0.03333333333 - x * (0.00119047619 - x * 0.00002204585538)));
            } else {
              tauRe = (2.0 * halfSin * halfCos - im) / theta;
              tauIm = (re - (1.0 - 2.0 * halfSin * halfSin)) / theta;
            }
          } else {
            const fRe = p * re;
            const fIm = p * im;
            const gRe = q + fRe;
            const nextRe = moreRe * gRe - moreIm * fIm + oneRe * fRe - oneIm * fIm;
            moreIm = moreRe * fIm + moreIm * gRe + oneRe * fIm + oneIm * fRe;
            moreRe = nextRe;
            oneRe = oneRe * q + idle * fRe;
            oneIm = oneIm * q + idle * fIm;
            idle = idle * q;
          }
        }
        ${turnStatements('bias', 'turn * b')}
        // Of the others one or more with i active, two or more without.
        const anyRe = oneRe + moreRe;
        const anyIm = oneIm + moreIm;
        const sumRe = ownP * (psiRe * anyRe - psiIm * anyIm) + (1.0 - ownP) * moreRe;
        const sumIm = ownP * (psiRe * anyIm + psiIm * anyRe) + (1.0 - ownP) * moreIm;
        const xRe = ownP * (tauRe * anyRe - tauIm * anyIm);
        const xIm = ownP * (tauRe * anyIm + tauIm * anyRe);
        many += (${literal(Number((2 * RAMP_FACTOR).toFixed(12)))} * (xRe * biasCos - xIm * biasSin)
          - ${literal(Number(SQUARE_FACTOR.toFixed(12)))} * period * (sumRe * biasSin + sumIm * biasCos) / k) * period / (k * k);
      }
      loss = few + many;
    }
  }
  return loss;
}`;
};
