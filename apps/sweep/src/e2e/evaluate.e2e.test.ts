import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const folder = temporaryFolder();

describe('tegum evaluate --skeletons', () => {
  it('splits the loss of 30 features by number of active ones: shares add up, bounds hold', { timeout: 60_000 }, async () => {
    const features = 30;
    // Directions around the circle by the golden angle, lengths a little apart.
    const angle = (i: number): number => i * 2.399963229728653;
    const W = [Array.from({ length: features }, (_, i) => Math.cos(angle(i)) * (0.6 + i / 100)), Array.from({ length: features }, (_, i) => Math.sin(angle(i)) * (0.6 + i / 100))];
    writeFileSync(join(folder, 'thirty.json'), JSON.stringify({ format: 'tegum-model@1', W, b: new Array<number>(features).fill(-0.2), density: 0.05 }));
    const { code, stdout, stderr } = await tegum(['evaluate', 'thirty.json', '--skeletons', '--json'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { loss, skeletons, lowerBound, upperBound } = JSON.parse(stdout);
    const sum = skeletons.reduce((total: number, { contribution }: { contribution: number }) => total + contribution, 0);
    expect(Math.abs(sum - loss)).toBeLessThan(1e-9 * loss);
    expect(lowerBound).toBeLessThanOrEqual(loss * (1 + 1e-10));
    expect(upperBound).toBeGreaterThanOrEqual(loss * (1 - 1e-10));
    expect(skeletons[1].probability).toBeCloseTo(30 * 0.05 * 0.95 ** 29, 12);
  });
});
