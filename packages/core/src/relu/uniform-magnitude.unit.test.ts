import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { cos, sin } from '../numerics/elementary.js';
import {
  psiBound,
  sigmaBound,
  smallPsiIm,
  smallPsiRe,
  smallSigmaIm,
  smallSigmaRe,
  smallTauIm,
  smallTauRe,
  SMALL_ANGLE,
  tauBound,
} from './uniform-magnitude.js';

/** ∫₀¹ t^power e^{iθt} dt by Gauss–Legendre with 5 points on each of 60 panels. */
function quadrature(power: number, theta: number): [re: number, im: number] {
  const inner = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3;
  const outer = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3;
  const rule: readonly (readonly [number, number])[] = [
    [0, 128 / 225],
    [inner, (322 + 13 * Math.sqrt(70)) / 900],
    [-inner, (322 + 13 * Math.sqrt(70)) / 900],
    [outer, (322 - 13 * Math.sqrt(70)) / 900],
    [-outer, (322 - 13 * Math.sqrt(70)) / 900],
  ];
  const panels = 60;
  let re = 0;
  let im = 0;
  for (let panel = 0; panel < panels; panel++) {
    for (const [node, weight] of rule) {
      const t = (panel + 0.5 + node / 2) / panels;
      re += (weight / 2 / panels) * t ** power * cos(theta * t);
      im += (weight / 2 / panels) * t ** power * sin(theta * t);
    }
  }
  return [re, im];
}

const small = [
  ['ψ', 0, smallPsiRe, smallPsiIm, psiBound],
  ['τ', 1, smallTauRe, smallTauIm, tauBound],
  ['σ', 2, smallSigmaRe, smallSigmaIm, sigmaBound],
] as const;

describe.each(small)('%s(θ) = E U^%d e^{iθU}', (_, power, re, im, bound) => {
  it('has a series that equals quadrature up to the angle where the closed form takes over', () => {
    for (const theta of [0, 1e-9, 0.01, -0.2, 0.4, -SMALL_ANGLE, SMALL_ANGLE]) {
      expectClose([re(theta * theta), im(theta, theta * theta)], quadrature(power, theta), { atol: 8e-15 });
    }
  });

  it('starts at its moment', () => {
    expect(re(0)).toBe(1 / (power + 1));
    expect(im(0, 0)).toBe(0);
  });

  it('is no larger than its bound, which never increases', () => {
    let before = Infinity;
    for (let theta = 0; theta < 40; theta += 0.05) {
      const limit = bound(theta);
      expect(Math.hypot(...quadrature(power, theta))).toBeLessThanOrEqual(limit + 1e-14);
      expect(limit).toBeLessThanOrEqual(before);
      before = limit;
    }
    expect(bound(1e6)).toBeLessThan(3e-6);
  });
});
