/** @file The whole figure against a stored one; `npx vitest run phase-comparison.golden --update` draws it again. */
import { expect, it } from 'vitest';
import { phaseComparison } from './phase-comparison.js';
import { comparisonSample } from './phase-comparison.support.test.js';
import { document } from './samples.support.test.js';

it('phase-comparison-light-720', async () => {
  await expect(phaseComparison(comparisonSample, { document, width: 720 })).toMatchFileSnapshot('../golden/phase-comparison-light-720.svg');
});
