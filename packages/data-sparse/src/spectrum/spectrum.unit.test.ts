import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { empirical } from '../empirical.js';
import { binarySparse, signedUniformSparse, uniformSparse } from '../independent-sparse.js';
import { isotropy, samplesToResolve } from './isotropy.js';
import { marchenkoPastur, sampleSpike } from './marchenko-pastur.js';
import { populationSpectrum } from './population-spectrum.js';
import { sampleSpectrum } from './sample-spectrum.js';

const equal = (n: number, p: number): Float64Array => new Float64Array(n).fill(p);
const total = (values: Float64Array, f: (value: number) => number): number => values.reduce((sum, value) => sum + f(value), 0);

describe('population', () => {
  const families = [
    ['uniform', 'uniform', uniformSparse],
    ['binary', 'one', binarySparse],
    ['signed uniform', 'signed-uniform', signedUniformSparse],
  ] as const;

  it.each(families)('%s: the eigenvalues of Σ are v, and once v + θ²; of the covariance all v', (_, magnitude, distribution) => {
    for (const [n, p] of [[2, 0.9], [20, 0.05], [60, 0.4]] as const) {
      const { bulk, spike, defect } = isotropy({ features: n, density: p, magnitude });
      const expected = equal(n, bulk);
      expected[n - 1] = bulk + spike;
      const values = populationSpectrum(distribution(equal(n, p)));
      expectClose(values, expected, { rtol: 1e-12 });
      expectClose(values[n - 1]! / values[0]! - 1, defect, { rtol: 1e-11, atol: 1e-12 });
      expectClose(populationSpectrum(distribution(equal(n, p)), { centred: true }), equal(n, bulk), { rtol: 1e-12 });
    }
  });

  it('the defect is 3np/(4 − 3p), np/(1 − p) or 0', () => {
    expectClose(isotropy({ features: 20, density: 0.1 }).defect, 6 / 3.7, { rtol: 1e-14 });
    expectClose(isotropy({ features: 20, density: 0.1, magnitude: 'one' }).defect, 2 / 0.9, { rtol: 1e-14 });
    expect(isotropy({ features: 20, density: 0.1, magnitude: 'signed-uniform' }).defect).toBe(0);
    expect(isotropy({ features: 3, density: 1, magnitude: 'one' })).toEqual({ bulk: 0, spike: 3, defect: Infinity });
  });

  it('from so many samples the edge of the noise is at the defect', () => {
    for (const defect of [1e-9, 0.01, 1, 30]) {
      const samples = samplesToResolve(50, defect);
      // At 1e-9 the edge itself is known only to ε/1e-9.
      expectClose(marchenkoPastur(2, 50 / samples).high / 2 - 1, defect, { rtol: 1e-12, atol: 1e-15 });
    }
    expect(samplesToResolve(50, 0)).toBe(Infinity);
    expect(samplesToResolve(50, Infinity)).toBe(0);
  });
});

describe('sample', () => {
  it('is the spectrum of the second moment of the drawn rows, and of their covariance', () => {
    const [n, samples] = [6, 700];
    const x = uniformSparse([0.1, 0.5, 0.3, 0.9, 1, 0.2]);
    const rows = new Float64Array(samples * n);
    x.sampleInto(rows, samples, { seed: 3, stream: 1 }, 0);
    const drawn = empirical(rows, n);
    for (const centred of [false, true]) {
      expectClose(sampleSpectrum(x, { samples, centred, seed: 3, stream: 1 }), populationSpectrum(drawn, { centred }), { rtol: 1e-12 });
    }
  });

  it('has at most T eigenvalues above 0 after T samples, one fewer when centred', () => {
    const x = uniformSparse(equal(12, 0.5));
    for (const [centred, rank] of [[false, 5], [true, 4]] as const) {
      expect(sampleSpectrum(x, { samples: 5, centred, seed: 1, stream: 0 }).filter((value) => value > 1e-14)).toHaveLength(rank);
    }
  });

  it('differs from the population by noise that falls as 1/√T', () => {
    const n = 10;
    const { bulk } = isotropy({ features: n, density: 0.5 });
    for (const samples of [1000, 16_000]) {
      const values = sampleSpectrum(uniformSparse(equal(n, 0.5)), { samples, centred: true, seed: 1, stream: 0 });
      const { low, high } = marchenkoPastur(bulk, n / samples);
      const width = (values[n - 1]! - values[0]!) / (high - low);
      expect(width).toBeGreaterThan(0.6);
      expect(width).toBeLessThan(1.1);
    }
  });
});

describe('Marchenko–Pastur', () => {
  /** ∫ λ^k ρ dλ by the midpoint rule in t, λ = centre − radius cos t: the integrand is smooth and periodic in t. */
  function moment(variance: number, aspect: number, order: number): number {
    const { low, high, density } = marchenkoPastur(variance, aspect);
    const steps = 4000;
    let sum = 0;
    for (let s = 0; s < steps; s++) {
      const t = (Math.PI * (s + 0.5)) / steps;
      const eigenvalue = (low + high) / 2 - ((high - low) / 2) * Math.cos(t);
      sum += density(eigenvalue) * eigenvalue ** order * ((high - low) / 2) * Math.sin(t) * (Math.PI / steps);
    }
    return sum;
  }

  it('holds 1 − atZero, with mean v, second moment v² (1 + γ) and third v³ (1 + 3γ + γ²)', () => {
    for (const [v, aspect] of [[1, 0.1], [0.3, 0.8], [2, 3]] as const) {
      expectClose(moment(v, aspect, 0), 1 - marchenkoPastur(v, aspect).atZero, { rtol: 1e-9 });
      expectClose(moment(v, aspect, 1), v, { rtol: 1e-9 });
      expectClose(moment(v, aspect, 2), v * v * (1 + aspect), { rtol: 1e-9 });
      expectClose(moment(v, aspect, 3), v ** 3 * (1 + 3 * aspect + aspect * aspect), { rtol: 1e-9 });
    }
  });

  it.each([
    [50, 0.5, 500],
    [100, 0.3, 1000],
    [200, 0.5, 2000],
    [200, 0.5, 400],
  ])('describes centred samples: n = %i, p = %f, T = %i', (n, p, samples) => {
    const { bulk: v } = isotropy({ features: n, density: p });
    const aspect = n / samples;
    const { low, high, density } = marchenkoPastur(v, aspect);
    const values = sampleSpectrum(uniformSparse(equal(n, p)), { samples, centred: true, seed: 2, stream: 0 });
    // The edges within a few v √γ n^{−2/3} (the Tracy–Widom scale is √γ (1 ± √γ)^{4/3} n^{−2/3}).
    const stray = 3 * v * Math.sqrt(aspect) * (1 + Math.sqrt(aspect)) ** (4 / 3) * n ** (-2 / 3);
    expectClose(values[n - 1]!, high, { atol: stray });
    expectClose(values[0]!, low, { atol: stray });
    // The distribution function at nine places: the counts are far more rigid than those of independent numbers.
    for (let k = 1; k < 10; k++) {
      const at = low + (k / 10) * (high - low);
      const steps = 2000;
      let below = 0;
      for (let s = 0; s < steps; s++) below += (density(low + ((s + 0.5) / steps) * (at - low)) * (at - low)) / steps;
      expectClose(values.filter((value) => value < at).length / n, below, { atol: 4 / n });
    }
  });

  it.each([
    [240, 0.5, 1200, 0],
    [240, 0.5, 240, 1],
    [240, 0.5, 120, 121],
  ])('is within 5/n of the distribution of centred samples everywhere: n = %i, p = %f, T = %i', (n, p, samples, zeros) => {
    const { bulk } = isotropy({ features: n, density: p });
    const { low, high, atZero, density } = marchenkoPastur(bulk, n / samples);
    const values = sampleSpectrum(uniformSparse(equal(n, p)), { samples, centred: true, seed: 4, stream: 0 });
    expect(values.filter((value) => value < 1e-13)).toHaveLength(zeros);
    // ∫ρ up to an eigenvalue, in the angle t of λ = centre − radius cos t, in which the integrand is bounded at both edges.
    let [below, from, distance] = [atZero, 0, 0];
    values.forEach((value, index) => {
      const cosine = ((low + high) / 2 - value) / ((high - low) / 2);
      const to = Math.acos(Math.min(1, Math.max(-1, cosine)));
      const steps = 50;
      for (let s = 0; s < steps; s++) {
        const t = from + ((s + 0.5) / steps) * (to - from);
        below += (density((low + high) / 2 - ((high - low) / 2) * Math.cos(t)) * ((high - low) / 2) * Math.sin(t) * (to - from)) / steps;
      }
      from = to;
      if (index >= zeros) distance = Math.max(distance, Math.abs(below - index / n), Math.abs(below - (index + 1) / n));
    });
    expect(distance).toBeLessThan(5 / n);
    // Nothing is left beyond the last one.
    expectClose(below, 1, { atol: 5 / n });
  });

  it('understates the noise where few features are active at a time, whatever the number of samples', () => {
    const [n, p, samples] = [20, 0.01, 20_000];
    const { bulk } = isotropy({ features: n, density: p });
    const largest = sampleSpectrum(uniformSparse(equal(n, p)), { samples, centred: true, seed: 1, stream: 0 })[n - 1]!;
    expect((largest - bulk) / (marchenkoPastur(bulk, n / samples).high - bulk)).toBeGreaterThan(2);
  });

  it('second moments of signed samples have the exact averages of trace S and trace S²', () => {
    const [n, p, samples, draws] = [30, 0.4, 60, 150];
    const v = p / 3;
    const fourth = p / 5;
    const square = v * v + (fourth - v * v) / samples + ((n - 1) * v * v) / samples;
    const first = new Float64Array(draws);
    const second = new Float64Array(draws);
    for (let stream = 0; stream < draws; stream++) {
      const values = sampleSpectrum(signedUniformSparse(equal(n, p)), { samples, seed: 6, stream });
      first[stream] = total(values, (value) => value) / n;
      second[stream] = total(values, (value) => value * value) / n;
    }
    for (const [measured, expected] of [[first, v], [second, square]] as const) {
      const mean = total(measured, (value) => value) / draws;
      const sigma = Math.sqrt(total(measured, (value) => (value - mean) ** 2)) / draws;
      expectClose(mean, expected, { atol: 4 * sigma });
      expect(sigma / mean).toBeLessThan(0.01);
    }
  });
});

describe('spike', () => {
  it.each([
    [100, 0.3, 1000],
    [100, 0.05, 1000],
    [60, 0.3, 60],
  ])('the largest eigenvalue of uncentred samples: n = %i, p = %f, T = %i (4 σ of 20 draws, and the O(1/n) of a limit)', (n, p, samples) => {
    const { bulk, spike } = isotropy({ features: n, density: p });
    const expected = sampleSpike(bulk, spike, n / samples);
    expect(expected.visible).toBe(true);
    const draws = 20;
    const largest = Float64Array.from({ length: draws }, (_, stream) => sampleSpectrum(uniformSparse(equal(n, p)), { samples, seed: 8, stream })[n - 1]!);
    const mean = total(largest, (value) => value) / draws;
    const sigma = Math.sqrt(total(largest, (value) => (value - mean) ** 2)) / draws;
    expectClose(mean, expected.eigenvalue, { atol: 4 * sigma + expected.eigenvalue / n });
    // The correction for the noise, γ v (1 + v/θ²), is seen.
    expect(mean - (bulk + spike)).toBeGreaterThan(0);
  });

  it('joins the bulk where it stops being visible', () => {
    const [v, aspect] = [0.7, 0.25];
    const threshold = v * 0.5;
    expectClose(sampleSpike(v, threshold * (1 + 1e-9), aspect).eigenvalue, marchenkoPastur(v, aspect).high, { rtol: 1e-12 });
    expect(sampleSpike(v, threshold, aspect)).toEqual({ visible: false, eigenvalue: marchenkoPastur(v, aspect).high });
  });

  it('is the eigenvalue of the population without noise', () => {
    expectClose(sampleSpike(0.3, 0.8, 1e-14).eigenvalue, 1.1, { rtol: 1e-12 });
  });
});

describe('bad input', () => {
  it('is refused with its place', () => {
    const x = uniformSparse([0.5, 0.5]);
    expect(() => sampleSpectrum(x, { samples: 0, seed: 1, stream: 0 })).toThrow('sampleSpectrum: expected samples to be an integer ≥ 1, got 0');
    expect(() => sampleSpectrum(x, { samples: 5, seed: -1, stream: 0 })).toThrow('seed');
    expect(() => isotropy({ features: 2.5, density: 0.1 })).toThrow('features');
    expect(() => isotropy({ features: 2, density: 0 })).toThrow('a density in (0, 1], got 0');
    expect(() => samplesToResolve(0, 1)).toThrow('features > 0');
    expect(() => samplesToResolve(5, NaN)).toThrow('a defect ≥ 0, got NaN');
    expect(() => marchenkoPastur(0, 1)).toThrow('variance > 0');
    expect(() => marchenkoPastur(1, -1)).toThrow('aspect > 0');
    expect(() => sampleSpike(1, -1, 1)).toThrow('spike ≥ 0');
  });
});
