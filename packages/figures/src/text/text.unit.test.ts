import { describe, expect, it } from 'vitest';
import { serialise } from '../svg/serialise.js';
import { textWidth, wrapText } from './measure.js';
import { plainText, richText } from './rich-text.js';

describe('textWidth', () => {
  it('adds the advances of Inter', () => {
    expect(textWidth('Hi', 1000)).toBe(743 + 242);
    expect(textWidth('Hi', 1000, 'semibold')).toBe(746 + 262);
  });

  it('counts marked text without its marks, unknown signs as a digit, East Asian letters as an em', () => {
    expect(textWidth('D_{i}', 10)).toBe(textWidth('Di', 10));
    expect(textWidth('λ', 1000)).toBe(662);
    expect(textWidth('漢', 1000)).toBe(1000);
  });
});

describe('wrapText', () => {
  it('breaks at spaces and fits every line', () => {
    const lines = wrapText('the quick brown fox jumps over the lazy dog', 12, 90);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toBe('the quick brown fox jumps over the lazy dog');
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(90);
  });

  it('breaks a word wider than a line, loses none of it, and keeps no-break spaces whole', () => {
    const lines = wrapText('a '.concat('m'.repeat(40)), 12, 90);
    expect(lines.join('').replaceAll(' ', '')).toBe(`a${'m'.repeat(40)}`);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(90);
    expect(wrapText('Elhage et\u00a0al.', 12, 60)).toEqual(['Elhage', 'et\u00a0al.']);
  });
});

describe('richText', () => {
  it('lowers subscripts, raises superscripts and returns to the line', () => {
    expect(serialise(richText('‖W‖^{2}_{F} x', 1, 2, { size: 10, fill: 'red' }))).toBe(
      '<text fill="red" font-size="10" x="1" y="2">‖W‖<tspan dy="-4" font-size="7.2">2</tspan>' +
        '<tspan dy="6.5" font-size="7.2">F</tspan><tspan dy="-2.5"> x</tspan></text>',
    );
  });
});

describe('plainText', () => {
  it('shows marks as they are and draws ᵀ, which Inter lacks, as a raised T', () => {
    const text = serialise(plainText('a_{b} WᵀW', 0, 0, { size: 10, fill: 'red' }));
    expect(text).toContain('>a_{b} W<tspan dy="-4" font-size="7.2">T</tspan><tspan dy="4">W</tspan><');
  });
});
