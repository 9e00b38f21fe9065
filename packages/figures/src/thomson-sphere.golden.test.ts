import { expect, it } from 'vitest';
import { draw, octahedron } from './thomson-sphere.support.test.js';

it('thomson-dark-420', async () => {
  await expect(draw(3, [octahedron], { theme: 'dark', width: 420 })).toMatchFileSnapshot('../golden/thomson-dark-420.svg');
});
