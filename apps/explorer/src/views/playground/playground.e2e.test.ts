import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';
import { commandLineOf, tegum } from '../../e2e/tegum.support.test.js';

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

describe('the playground', () => {
  it('shows a pentagon, and a preset shows its own optimum', async () => {
    const { page, close } = await site.open('#playground');
    expect(await page.getByLabel('The optimum').textContent()).toContain('pentagon');
    await page.getByRole('button', { name: 'Antipodal pair' }).click();
    await page.getByText('summed over 2 features').waitFor();
    await settled(page);
    expect(await page.getByLabel('The optimum').textContent()).toContain('digon');
    await close();
  });

  it('shows another optimum of the census when asked', async () => {
    const { page, close } = await site.open('#playground');
    const best = Number(await page.locator('[data-loss]').getAttribute('data-loss'));
    await page.getByRole('button', { name: '2', exact: true }).click();
    await page.getByText('Exact loss of optimum 2').waitFor();
    expect(Number(await page.locator('[data-loss]').getAttribute('data-loss'))).toBeGreaterThan(best);
    await close();
  });

  it.each(['features=5&hidden=2', 'features=6&hidden=2&density=0.2&decay=0.9&seed=3', 'features=2&hidden=1&density=0.1&last=0.02'])('finds the losses of the command line it gives (%s)', async (settings) => {
    const { page, close } = await site.open(`#playground?v=1&${settings}`);
    const { optima } = (await tegum(await commandLineOf(page))) as { optima: { loss: number; count: number }[] };
    const shown = Number(await page.locator('[data-loss]').getAttribute('data-loss'));
    expect(Math.abs(shown - optima[0]!.loss)).toBeLessThan(1e-9 * shown);
    await close();
  });
});
