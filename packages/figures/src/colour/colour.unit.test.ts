import { describe, expect, it } from 'vitest';
import { themes } from '../theme.js';
import { assignPhaseColours } from './phase-colours.js';
import { fromOklab, toOklab } from './oklab.js';
import { rampThrough, shadesOf } from './ramp.js';
import { channelFromLinear, channelToLinear, fromHex, relativeLuminance, toHex, type Rgb } from './rgb.js';

function contrast(a: string, b: string): number {
  const [low, high] = [a, b].map((hex) => relativeLuminance(fromHex(hex))).sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** What a colour looks like without cones for green, or red (Machado, Oliveira & Fernandes 2009, severity 1). */
function simulate(rgb: Rgb, kind: 'deuteranopia' | 'protanopia'): Rgb {
  const matrix =
    kind === 'deuteranopia'
      ? [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881]
      : [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998];
  const linear = rgb.map(channelToLinear);
  return [0, 1, 2].map((row) => channelFromLinear([0, 1, 2].reduce((sum, k) => sum + matrix[3 * row + k]! * linear[k]!, 0))) as unknown as Rgb;
}

function distance(a: Rgb, b: Rgb): number {
  const [x, y] = [toOklab(a), toOklab(b)];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

describe('OKLab', () => {
  it('has white at (1, 0, 0) and round-trips sRGB', () => {
    expect(toOklab([255, 255, 255])[0]).toBeCloseTo(1, 6);
    expect(toOklab(fromHex('#ff0000'))[0]).toBeCloseTo(0.628, 3); // Ottosson's published value
    for (const hex of ['#000000', '#ffffff', '#0072b2', '#e69f00', '#123456', '#ff0000']) {
      expect(toHex(fromOklab(toOklab(fromHex(hex))))).toBe(hex);
    }
  });

  it('keeps lightness and hue of colours sRGB cannot show', () => {
    const [lightness, a, b] = toOklab(fromOklab([0.6, 0.3, 0.3]));
    expect(lightness).toBeCloseTo(0.6, 2);
    expect(a / b).toBeCloseTo(1, 1);
  });
});

describe('ramps', () => {
  it('pass through their stops and stop at the ends', () => {
    const ramp = rampThrough(['#000000', '#808080', '#ffffff']);
    expect([-1, 0, 1, 2].map((t) => toHex(ramp(t)))).toEqual(['#000000', '#000000', '#ffffff', '#ffffff']);
    expect(ramp(0.5)[0]).toBeGreaterThanOrEqual(127);
    expect(ramp(0.5)[0]).toBeLessThanOrEqual(130);
  });

  it('shade every hue through the same lightnesses, light to dark', () => {
    for (const t of [0, 0.25, 0.5, 0.75, 1]) {
      const lightnesses = ['#0072b2', '#e69f00', '#009e73', '#f0e442', '#808080'].map((hue) => toOklab(shadesOf(hue)(t))[0]);
      for (const lightness of lightnesses) expect(Math.abs(lightness - (0.93 - 0.43 * t))).toBeLessThan(0.01);
    }
  });
});

describe('phase colours', () => {
  const main = ['antipodal', 'antipodal-asymmetric', 'dedicated', 'ignored'];

  it('do not depend on what other phases are there, nor on their order', () => {
    const alone = assignPhaseColours(['antipodal']).get('antipodal');
    expect(assignPhaseColours(['zebra', 'antipodal', 'other']).get('antipodal')).toBe(alone);
    expect(assignPhaseColours(['b', 'a'])).toEqual(assignPhaseColours(['a', 'b']));
  });

  it('run out without repeating', () => {
    const colours = assignPhaseColours(Array.from({ length: 30 }, (_, index) => `phase ${index}`));
    expect(new Set(colours.values()).size).toBe(colours.size);
    expect(colours.size).toBeLessThan(30);
  });

  it.each(['deuteranopia', 'protanopia'] as const)('stay apart at equal loss under %s', (kind) => {
    const hues = assignPhaseColours(main);
    for (const t of [0.3, 0.5, 0.7, 0.9]) {
      for (const [i, a] of main.entries()) {
        for (const b of main.slice(i + 1)) {
          const [first, second] = [a, b].map((name) => simulate(shadesOf(hues.get(name)!)(t), kind)) as [Rgb, Rgb];
          // A just noticeable difference is about 0.02; the two kinds of antipodal are alike on purpose.
          const related = a.startsWith('antipodal') && b.startsWith('antipodal');
          expect(distance(first, second), `${a} and ${b} at ${t}`).toBeGreaterThan(related ? 0.01 : 0.04);
        }
      }
    }
  });
});

describe.each(Object.values(themes))('theme $name', (theme) => {
  it('has readable text and visible lines', () => {
    expect(contrast(theme.ink, theme.background)).toBeGreaterThan(7);
    expect(contrast(theme.muted, theme.background)).toBeGreaterThan(4.5);
    // Graphical objects: WCAG 2.2, 1.4.11.
    for (const colour of [...theme.series, theme.frame]) expect(contrast(colour, theme.background), colour).toBeGreaterThan(2.9);
  });

  it('has an odd number of diverging stops, the middle one nearest to the background', () => {
    const background = fromHex(theme.background);
    const distances = theme.diverging.map((stop) => distance(fromHex(stop), background));
    expect(distances.indexOf(Math.min(...distances))).toBe((theme.diverging.length - 1) / 2);
  });
});
