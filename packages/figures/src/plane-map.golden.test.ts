/** @file The figure against a stored one; `npx vitest run plane-map.golden --update` draws it again. */
import { expect, it } from 'vitest';
import { planeMap } from './plane-map.js';
import { document } from './samples.support.test.js';

const side = { from: -1, to: 1, pixels: 21 };
const place = (cell: number) => [(cell % 21) / 10 - 1, Math.floor(cell / 21) / 10 - 1] as const;
const values = Array.from({ length: 441 }, (_, cell) => 0.01 + place(cell)[0] ** 2 + place(cell)[1] ** 2);

it('plane-map-dark-420', async () => {
  const data = {
    title: 'A valley',
    subtitle: 'a made-up one',
    x: { ...side, label: 'α' },
    y: { ...side, label: 'β' },
    cells: { kind: 'values', label: 'height (log)', values },
    marked: { x: 0, y: 0 },
  } as const;
  await expect(planeMap(data, { document, theme: 'dark', width: 420 })).toMatchFileSnapshot('../golden/plane-map-dark-420.svg');
});
