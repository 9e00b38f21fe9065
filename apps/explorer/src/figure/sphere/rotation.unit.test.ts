import type { View } from '@tegum/figures/live';
import { describe, expect, it } from 'vitest';
import { seen, turned } from './rotation.js';

const straight: View = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

describe('turned', () => {
  it('moves what is in front to the right and up', () => {
    expect(seen(turned(straight, 0.1, 0), [0, 0, 1])[0]).toBeCloseTo(Math.sin(0.1), 12);
    expect(seen(turned(straight, 0, 0.1), [0, 0, 1])[1]).toBeCloseTo(Math.sin(0.1), 12);
  });

  it('stays a rotation after many turns, and back is back', () => {
    let view = straight;
    for (let k = 0; k < 1000; k++) view = turned(view, 0.3, -0.7);
    for (let k = 0; k < 1000; k++) view = turned(turned(view, 0, 0.7), -0.3, 0);
    view.flat().forEach((value, e) => { expect(value).toBeCloseTo(straight.flat()[e]!, 9); });
  });
});
