import { kGons } from '@tegum/core';
import { expect, it } from 'vitest';
import { kGonPortraits } from './k-gon-portraits.js';
import { document } from './samples.support.test.js';

it('k-gons-dark-420', async () => {
  const data = { kGons: [4, 5].map((k) => kGons(k, 5).find((gon) => gon.critical)!), subtitle: '5 features in the plane' };
  await expect(kGonPortraits(data, { document, theme: 'dark', width: 420 })).toMatchFileSnapshot('../golden/k-gons-dark-420.svg');
});
