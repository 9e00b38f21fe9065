import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';
import { commandLineOf, tegum } from '../../e2e/tegum.support.test.js';

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

interface FlowOutput {
  readonly flow: string;
  readonly end: { readonly kind: string; readonly loss: number };
  readonly plateaus: readonly { readonly indices: readonly number[]; readonly from: number }[];
}

describe('the four flows', () => {
  it.each(['', '&eigenvalues=1,3,2,4&hidden=2&scale=0.1&seed=5&basis=eigen'])('linger and end where those of the command line it gives do (%s)', async (query) => {
    const { page, close } = await site.open(`#tying?v=1${query}`);
    const { flows } = (await tegum(await commandLineOf(page))) as { flows: readonly FlowOutput[] };
    expect(flows).toHaveLength(4);
    for (const { flow, end, plateaus } of flows) {
      const row = page.locator(`[data-flow="${flow}"]`);
      const shown = Number(await row.getAttribute('data-loss'));
      expect(Math.abs(shown - end.loss)).toBeLessThanOrEqual(1e-9 * end.loss);
      const stays = await row.locator('span').allTextContents();
      expect(stays.map((text) => text.replaceAll(/\s/g, ''))).toEqual(plateaus.map(({ indices, from }) => expect.stringContaining(`{${indices.join(',')}}${from.toPrecision(3)}`) as string));
    }
    await close();
  });

  it('show that (22) misses PCA, and the others do not', async () => {
    const { page, close } = await site.open('#tying?v=1');
    expect(await page.locator('.panel.misses h3').allTextContents()).toEqual([expect.stringContaining('(22)')]);
    await page.getByRole('button', { name: 'Equal eigenvalues' }).click();
    await settled(page);
    // Where Σ = I, it is a gradient flow like the others.
    expect(await page.locator('.panel.misses').count()).toBe(0);
    await close();
  });
});
