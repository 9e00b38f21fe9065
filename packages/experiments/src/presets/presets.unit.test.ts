import { describe, expect, it } from 'vitest';
import { planSpec } from '../plan/plan-spec.js';
import { parseSpec } from '../spec/parse-spec.js';
import { findPreset, PRESETS } from './presets.js';

describe('PRESETS', () => {
  it.each(PRESETS.map((preset) => [preset.name, preset] as const))('%s is a spec of its own name', (name, preset) => {
    expect(parseSpec(preset.spec).name).toBe(name);
  });

  it('span the published grids', () => {
    const counts = PRESETS.map(({ name, spec }) => [name, planSpec(parseSpec(spec)).cellCount]);
    expect(counts).toEqual([
      ['phase-diagram-2x1', 4096],
      ['phase-diagram-3x2', 4096],
      ['geometry-40x10', 20],
      ['polygons', 36],
    ]);
  });

  it('reach the ends of their axes exactly', () => {
    const { cellAt } = planSpec(parseSpec(findPreset('phase-diagram-2x1').spec));
    expect(cellAt(0).content).toMatchObject({ density: [0.01, 0.01], importance: [1, 0.1] });
    expect(cellAt(4095).content).toMatchObject({ density: [1, 1], importance: [1, 10] });
  });
});

describe('findPreset', () => {
  it('suggests the preset that was meant', () => {
    const message = 'preset: expected one of phase-diagram-2x1, phase-diagram-3x2, geometry-40x10, polygons, got "polygon" (did you mean "polygons"?)';
    expect(() => findPreset('polygon')).toThrow(expect.objectContaining({ name: 'InputError', message }));
  });
});
