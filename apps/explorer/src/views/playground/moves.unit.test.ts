import { describe, expect, it } from 'vitest';
import { initialState } from '../../state/schema.js';
import { applyMoves, fittingMoves, withMove } from './moves.js';
import { playground } from './view.js';

const shape = { features: 3, hidden: 2 };

describe('moves', () => {
  it('put vectors in their places, and leave the model they came from', () => {
    const W = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect(Array.from(applyMoves(W, shape, [1, -0.5, 0.25]))).toEqual([1, -0.5, 3, 4, 0.25, 6]);
    expect(Array.from(W)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(applyMoves(W, shape, [])).toBe(W);
  });

  it('forget an earlier move of the same feature, and keep others', () => {
    expect(withMove([1, 0.5, 0.5, 2, 1, 1], 1, [0.12345, -20])).toEqual([2, 1, 1, 1, 0.123, -10]);
    expect(withMove([0, 1], 2, [0.5])).toEqual([0, 1, 2, 0.5]);
  });

  it.each([
    [[3, 0, 0]],
    [[0.5, 0, 0]],
    [[0, 0]],
    [[0, 11, 0]],
  ])('that fit no model are dropped: %j', (moved) => {
    expect(fittingMoves({ ...shape, moved })).toEqual([]);
    expect(playground.reconcile!({ ...initialState(playground.schema), ...shape, moved }).moved).toEqual([]);
  });

  it('that fit are kept as they are', () => {
    const moved = [2, 0.5, -1];
    expect(fittingMoves({ ...shape, moved })).toBe(moved);
  });
});
