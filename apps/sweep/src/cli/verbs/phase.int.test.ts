import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classicAt, classicLines } from '../../phase/classic.js';
import { gridValue } from '../../phase/grid-value.js';
import { centres } from '../../phase/phase-plan.js';
import { tegumHere, type Ended } from '../../testing/tegum-here.js';

const phase = (...args: string[]): Promise<Ended> => tegumHere('phase', ...args, '--progress', 'none');

const pair = ['--features', '2', '--hidden', '1', '--threads', '1'];

interface Place {
  readonly density: number;
  readonly importance: number;
  readonly error: number;
  readonly between: readonly [string, string];
  readonly of: string;
}

describe('tegum phase', { timeout: 30_000 }, () => {
  it('traces coexistence towards (2 + √2)/8 p and the classic line towards p/2, for rare features', async () => {
    const { code, stdout, stderr } = await phase(...pair, '--density', '0.0005-0.0015:3', '--importance', '0.0001-0.01:12', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd()).not.toContain('\n');
    const { coexistence, spinodals, classic } = JSON.parse(stdout) as Record<string, Place[]>;
    expect(coexistence).toHaveLength(3);
    for (const { density, importance, between, error } of coexistence!) {
      expect(between).toEqual(['ignored', 'antipodal-asymmetric']);
      expect(Math.abs(importance / density - (2 + Math.SQRT2) / 8)).toBeLessThan(1e-3);
      expect(error / density).toBeLessThan(1e-6);
    }
    expect(new Set(spinodals!.map(({ of }) => of))).toEqual(new Set(['ignored', 'antipodal-asymmetric']));
    const lower = classic!.filter(({ between }) => between[0] === 'ignored');
    for (const { density, importance } of lower) expect(Math.abs(importance / density - 0.5)).toBeLessThan(1e-3);
  });

  it('lists the competing optima of one point, with the classic verdict beside them', async () => {
    const { stdout } = await phase(...pair, '--density', '0.1', '--importance', '0.05', '--json');
    const point = JSON.parse(stdout);
    expect(point).toMatchObject({ density: 0.1, importance: 0.05, metastable: true, classic: { phase: 'ignored' } });
    expect(point.optima.map((optimum: { phase: string }) => optimum.phase)).toEqual(['antipodal-asymmetric', 'ignored']);
    const [best, second] = point.optima;
    expect(best.loss + best.errorBound).toBeLessThan(second.loss);
    // The dead model in closed form: r (p/3 − p²/4).
    expect(second.loss).toBeCloseTo(0.05 * (0.1 / 3 - 0.01 / 4), 14);
  });

  it('prints a table: continuous where a dead feature revives without a jump, first order where mirror images meet', async () => {
    const { stdout } = await phase(...pair, '--density', '0.8');
    expect(stdout).toMatch(/ 0\.8 +0\.865957\d+ +\S+ +1\.08245 +continuous +ignored +antipodal-asymmetric +0\.0000/);
    expect(stdout).toMatch(/ 0\.8 +1\.0000000 +\S+ +1\.25 +first +antipodal-asymmetric +antipodal-asymmetric/);
    expect(stdout).toContain('Classic lines (un-optimised candidates): p = 0.8: r = 1');
  });

  it.each([
    [['--features', '2', '--hidden', '2'], /^tegum: --hidden: expected --features − 1 = 1, got 2/],
    [['--features', '7', '--hidden', '6'], /^tegum: --features: expected an integer from 2 to 6/],
    [[...pair, '--density', '1.5'], /^tegum: --density: expected a number in \(0, 1\].*, got "1\.5"/],
    [[...pair, '--density', '0.5-0.1'], /^tegum: --density: expected .*low < high/],
    [[...pair, '--density', '0.1-0.5:1'], /2 to 200 values, got "0\.1-0\.5:1"/],
    [[...pair, '--importance', 'NaN'], /^tegum: --importance: expected a number > 0.*got "NaN"/],
    [[...pair, '--importance', '-1'], /^tegum: --importance: /],
    [[...pair, '--density', '0.1', '--figure', 'x.svg'], /^tegum: --figure: expected a range of densities/],
    [[...pair, '--figure', 'x.gif'], /^tegum: --figure: expected a file that ends in \.svg or \.png/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await phase(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(existsSync('x.svg')).toBe(false);
  });
});

describe('the classic diagram', () => {
  const losses = (p: number, r: number) => ({ 'ignore-last': r * (p / 3 - (p * p) / 4), 'ignore-first': p / 3 - (p * p) / 4, antipodal: ((1 + r) * p * p) / 6, aligned: ((1 + r) * p) / 3 });

  it.each([2, 3])('changes its best candidate exactly on its lines, %i features', (features) => {
    for (const p of [0.01, 0.1, 0.4, 0.7]) {
      for (const { importance, between } of classicLines(features, p)) {
        const [below, above] = [0.999, 1.001].map((factor) => classicAt(losses, features, p, importance * factor).phase);
        expect([below, above]).toEqual([...between]);
      }
    }
  });
});

describe('gridValue', () => {
  const read = gridValue('--density', 5, 1);

  it('reads one number, or both ends and a count', () => {
    expect(read('1e-3')).toEqual({ low: 1e-3, high: 1e-3, values: [1e-3] });
    expect(read('0.01-0.5').values).toHaveLength(5);
    expect(read('1e-4-1e-2:3').values).toEqual([1e-4, expect.closeTo(1e-3, 12), 1e-2]);
  });

  it('puts the centres of cells where they share the axes’ ends', () => {
    const [first, last] = [centres(0.01, 1, 4).at(0)!, centres(0.01, 1, 4).at(-1)!];
    expect(first).toBeCloseTo(0.01 * 10 ** 0.25, 12);
    expect(first * last).toBeCloseTo(0.01, 12);
  });
});
