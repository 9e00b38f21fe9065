import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { populationLoss } from './evaluate-loss.js';

interface Golden {
  readonly models: readonly {
    readonly features: number;
    readonly hidden: number;
    readonly density: number;
    readonly W: readonly number[];
    readonly b: readonly number[];
    readonly samples: number;
    readonly mean: number;
    readonly standardError: number;
  }[];
}

const golden = JSON.parse(readFileSync(new URL('./golden/monte-carlo.json', import.meta.url), 'utf8')) as Golden;

describe('populationLoss against 4,000,000 samples', () => {
  it.each(golden.models)('n = $features, m = $hidden: within 4 standard errors', (sampled) => {
    const { features, hidden } = sampled;
    const { loss, errorBound } = populationLoss(
      { features, hidden, W: Float64Array.from(sampled.W), b: Float64Array.from(sampled.b) },
      { density: new Float64Array(features).fill(sampled.density), importance: new Float64Array(features).fill(1) },
      { tolerance: 1e-6 },
    );
    expect(sampled.samples).toBe(4_000_000);
    expect(sampled.standardError / sampled.mean).toBeLessThan(2e-3);
    expect(errorBound).toBeLessThan(0.01 * sampled.standardError);
    expect(Math.abs(loss - sampled.mean)).toBeLessThan(4 * sampled.standardError);
  });
});
