/**
 * @file Writes monte-carlo.json: losses estimated by sampling, at models a short training left behind.
 *
 * It shares with the code under test only the random generator, and the training that picks the models. Run from packages/core
 * (about a minute): `npx tsx --conditions=@tegum/source src/relu/golden/monte-carlo.generate.ts`
 */
import { writeFileSync } from 'node:fs';
import { census } from '../../optimize/census.js';
import { RandomStream } from '../../numerics/streams.js';

const SAMPLES = 4_000_000;

interface Estimate {
  readonly features: number;
  readonly hidden: number;
  readonly density: number;
  readonly W: readonly number[];
  readonly b: readonly number[];
  readonly samples: number;
  readonly mean: number;
  readonly standardError: number;
}

function estimate(features: number, hidden: number, p: number): Estimate {
  const population = { density: new Float64Array(features).fill(p), importance: new Float64Array(features).fill(1) };
  const found = census({ population, hidden, starts: 1, seed: 11, tolerance: 1e-4, maxIterations: 60, most: 1 }).optima[0]!;
  // Six digits, so that the file holds exactly the model that was sampled.
  const round = (v: number): number => Math.round(v * 1e6) / 1e6;
  const W = found.W.map(round);
  const b = found.b.map(round);

  const stream = new RandomStream(2026, features);
  const h = new Float64Array(hidden);
  const x = new Float64Array(features);
  let mean = 0;
  let squares = 0;
  for (let sample = 1; sample <= SAMPLES; sample++) {
    h.fill(0);
    for (let i = 0; i < features; i++) {
      // One draw decides activity and value: given u < p, u/p is uniform.
      const u = stream.uniform();
      x[i] = u < p ? u / p : 0;
      if (x[i] === 0) continue;
      for (let k = 0; k < hidden; k++) h[k]! += W[k * features + i]! * x[i]!;
    }
    let loss = 0;
    for (let i = 0; i < features; i++) {
      let z = b[i]!;
      for (let k = 0; k < hidden; k++) z += W[k * features + i]! * h[k]!;
      const error = x[i]! - (z > 0 ? z : 0);
      loss += error * error;
    }
    const delta = loss - mean;
    mean += delta / sample;
    squares += delta * (loss - mean);
  }
  const standardError = Math.sqrt(squares / (SAMPLES - 1) / SAMPLES);
  return { features, hidden, density: p, W: [...W], b: [...b], samples: SAMPLES, mean, standardError };
}

const models = [estimate(20, 5, 0.05), estimate(80, 20, 0.03)];
writeFileSync(new URL('monte-carlo.json', import.meta.url), `${JSON.stringify({ node: process.version, seed: 2026, models })}\n`);
