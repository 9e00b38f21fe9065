/**
 * @file Whole figures against stored ones. They change only on purpose: `npm run goldens -w @tegum/figures` draws them
 * again, and the commit says why.
 */
import { expect, it } from 'vitest';
import { samples } from './samples.support.test.js';

it.each(
  Object.entries(samples).flatMap(([name, draw]) => [
    [`${name}-light-720`, draw, { theme: 'light', width: 720 }] as const,
    [`${name}-dark-420`, draw, { theme: 'dark', width: 420 }] as const,
  ]),
)('%s', async (name, draw, options) => {
  await expect(draw(options)).toMatchFileSnapshot(`../golden/${name}.svg`);
});
