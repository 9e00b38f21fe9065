import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';
import { commandLineOf, tegum } from '../../e2e/tegum.support.test.js';

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

interface Reported {
  readonly energy: number;
  readonly reference: { readonly energy: number };
  readonly comparison: { readonly procrustesDistance: number };
}

function number(page: Page, name: string): Promise<number> {
  return page.locator(`[data-${name}]`).getAttribute(`data-${name}`).then(Number);
}

describe('thomson', () => {
  it.each(['points=12', 'points=7&riesz=2&starts=5&seed=3', 'points=6&dimension=2'])('shows the energy and the distance of the command line it gives (%s)', async (settings) => {
    const { page, close } = await site.open(`#thomson?v=1&plain=1&${settings}`);
    const { energy, comparison } = (await tegum(await commandLineOf(page))) as Reported;
    expect(Math.abs((await number(page, 'energy')) - energy)).toBeLessThan(1e-9 * Math.abs(energy));
    expect(Math.abs((await number(page, 'procrustes')) - comparison.procrustesDistance)).toBeLessThan(1e-9);
    await close();
  });

  it('draws by WebGL, or in SVG when asked, and turns both spheres by keys', async () => {
    const { page, close } = await site.open('#thomson?v=1&starts=2');
    await page.locator('[data-drawn=webgl]').nth(1).waitFor();
    const spheres = page.getByRole('slider', { name: /arrow keys turn it/ });
    const before = await spheres.nth(1).getAttribute('aria-valuetext');
    for (let press = 0; press < 4; press++) await spheres.first().press('ArrowRight');
    await page.waitForFunction((text) => document.querySelectorAll('[data-drawn]')[1]?.getAttribute('aria-valuetext') !== text, before);
    await page.getByRole('checkbox', { name: 'Draw without WebGL' }).check();
    await page.locator('[data-drawn=svg]').nth(1).waitFor();
    expect(await page.locator('[data-drawn=svg] svg path').count()).toBe(60);
    await settled(page);
    await close();
  });

  it('draws in SVG where there is no WebGL', async () => {
    const { page, close } = await site.open('#thomson?v=1&starts=2&plain=1');
    await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
    await page.goto(`${site.url}#thomson?v=1&starts=2`);
    await page.reload();
    await settled(page);
    await page.locator('[data-drawn=svg] svg path').first().waitFor();
    expect(await page.locator('[data-drawn=webgl]').count()).toBe(0);
    await close();
  });
});
