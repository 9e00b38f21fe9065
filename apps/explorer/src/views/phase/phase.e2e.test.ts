import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';
import { commandLineOf, tegum } from '../../e2e/tegum.support.test.js';

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

/** Little to compute: what is tested here is not the diagrams. */
const small = '#phase?v=1&cells=16&trained=4';

describe('the phase diagram', () => {
  it.each(['features=2&density=0.1&importance=0.05', 'features=3&density=0.05&importance=2'])('shows the losses of the command line it gives (%s)', async (settings) => {
    const { page, close } = await site.open(`${small}&${settings}`);
    const shown = await page.locator('[data-loss]').evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset['loss'])));
    const { optima } = (await tegum(await commandLineOf(page))) as { optima: { loss: number }[] };
    expect(shown.length).toBeGreaterThan(0);
    expect(optima).toHaveLength(shown.length);
    optima.forEach(({ loss }, index) => { expect(Math.abs(shown[index]! - loss)).toBeLessThan(1e-9 * loss); });
    await close();
  });

  it('says what computed it, and how far that is from the polished optima', async () => {
    const { page, close } = await site.open(`${small}&backend=webasm`);
    const caption = (await page.locator('figcaption').textContent()) ?? '';
    expect(caption).toMatch(/16 × 16 cells, computed by webasm in float32/);
    expect(Number(/losses differ by (\S+) at most/.exec(caption)?.[1])).toBeLessThan(1e-4);
    await close();
  });

  it('moves by keys cell by cell, shows what is under the pointer, and opens the model in the playground', async () => {
    const { page, close } = await site.open(small);
    const exact = page.getByRole('slider', { name: /^Exact diagram/ });
    await exact.press('ArrowRight');
    await exact.press('ArrowUp');
    await settled(page);
    expect(page.url()).toMatch(/density=0\.1\d+/);
    const heading = page.getByLabel('Optima at this place').locator('h2');
    const before = await heading.textContent();
    await exact.hover({ position: { x: 5, y: 5 } });
    await page.waitForFunction((text) => document.querySelector('.card h2')?.textContent !== text, before);
    await page.mouse.move(0, 0);
    await page.waitForFunction((text) => document.querySelector('.card h2')?.textContent === text, before);
    await settled(page);
    const loss = Number(await page.locator('[data-loss]').first().getAttribute('data-loss'));
    await exact.press('Enter');
    await page.waitForURL(/#playground/);
    await settled(page);
    expect(Math.abs(Number(await page.locator('[data-loss]').getAttribute('data-loss')) - loss)).toBeLessThan(1e-9 * loss);
    await close();
  });
});
