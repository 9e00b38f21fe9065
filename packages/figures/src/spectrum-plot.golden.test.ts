/** @file The figure against a stored one; `npx vitest run spectrum-plot.golden --update` draws it again. */
import { expect, it } from 'vitest';
import { document } from './samples.support.test.js';
import { flatSpectrum } from './spectrum-plot.support.test.js';
import { spectrumPlot } from './spectrum-plot.js';

it('spectrum-light-720', async () => {
  await expect(spectrumPlot(flatSpectrum, { document, width: 720 })).toMatchFileSnapshot('../golden/spectrum-light-720.svg');
});
