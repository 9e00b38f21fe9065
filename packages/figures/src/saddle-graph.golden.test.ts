import { saddleGraph } from '@tegum/core';
import { expect, it } from 'vitest';
import { createFigureDocument } from './node/document.js';
import { saddleGraphFigure } from './saddle-graph.js';

it.each(['light', 'dark'] as const)('the saddle graph of (3, 2, 1) with one hidden unit, %s', async (theme) => {
  const text = saddleGraphFigure({ graph: saddleGraph({ eigenvalues: [3, 2, 1], hidden: 1 }) }, { document: createFigureDocument(), theme, width: theme === 'light' ? 720 : 420 });
  await expect(text).toMatchFileSnapshot(`../golden/saddle-graph-${theme}.svg`);
});
