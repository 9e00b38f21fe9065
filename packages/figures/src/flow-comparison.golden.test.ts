/** @file The figure of flows against a stored one; `npx vitest run flow-comparison.golden --update` draws it again. */
import { expect, it } from 'vitest';
import { flowComparison } from './flow-comparison.js';
import { flowSample } from './flow-comparison.support.test.js';
import { document } from './samples.support.test.js';

it('flows-light-720', async () => {
  await expect(flowComparison(flowSample, { document, width: 720 })).toMatchFileSnapshot('../golden/flows-light-720.svg');
});
