/** @file The figure against a stored one; `npx vitest run isotropy-map.golden --update` draws it again. */
import { expect, it } from 'vitest';
import { isotropyMap } from './isotropy-map.js';
import { mapSample } from './isotropy-map.support.test.js';
import { document } from './samples.support.test.js';

it('isotropy-map-dark-420', async () => {
  await expect(isotropyMap(mapSample, { document, theme: 'dark', width: 420 })).toMatchFileSnapshot('../golden/isotropy-map-dark-420.svg');
});
