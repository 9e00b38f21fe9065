import { describe, expect, it } from 'vitest';
import { InputError } from '@tegum/core';
import { parseSpec } from '../spec/parse-spec.js';
import { parseCell } from './parse-cell.js';
import { planSpec } from './plan-spec.js';

const plan = planSpec(
  parseSpec({
    format: 'tegum-spec@1',
    name: 'both',
    model: { features: 3, hidden: 2, density: 0.1, importance: { geometric: 0.5 } },
    train: { method: { list: ['exact', 'adamw'] } },
  }),
);
const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('parseCell', () => {
  it('gives back what was sent, of every method', () => {
    for (const cell of plan.cells()) expect(parseCell(wire(cell), 'batch')).toEqual(cell);
  });

  const [cell] = plan.cells();
  const { id, content } = cell!;
  it.each<readonly [string, unknown, RegExp]>([
    ['no object', 7, /^batch: expected a cell, got /],
    ['another identity', { id: '0'.repeat(32), content }, /expected cell [0-9a-f]{32}, the identity of its content, got cell 0{32}/],
    ['changed content', { id, content: { ...content, seed: 1 } }, /the identity of its content/],
    ['an unknown key', { id, content: { ...content, code: 'x' } }, /expected a cell, got content/],
    ['a short vector', { id, content: { ...content, density: [0.1] } }, /expected 3 entries of density, one a feature, got 1/],
    ['too wide a bottleneck', { id, content: { ...content, hidden: 3 } }, /expected hidden < features/],
    ['a parameter of another method', { id, content: { ...content, training: { ...content.training, steps: 3 } } }, /content\.training/],
  ])('refuses %s', (_, value, message) => {
    expect(() => parseCell(value, 'batch')).toThrow(message);
    expect(() => parseCell(value, 'batch')).toThrow(InputError);
  });
});
