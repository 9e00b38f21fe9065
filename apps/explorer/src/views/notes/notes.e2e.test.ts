import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';
import { commandLineOf, tegum } from '../../e2e/tegum.support.test.js';

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

interface Checked {
  readonly id: string;
  readonly status: string;
  readonly residual: number;
  readonly residualAsPrinted: number | null;
  readonly tolerance: number;
}

describe('the notes', () => {
  it('are checked as the command line checks them, every entry', async () => {
    const { page, close } = await site.open('#notes?v=1');
    const results = (await tegum(await commandLineOf(page))) as readonly Checked[];
    await settled(page);
    expect(await page.locator('article').count()).toBe(results.length);
    const shown = await page.locator('article').evaluateAll((articles) => articles.map((article) => ({ id: article.id, ...(article as HTMLElement).dataset })));
    for (const { id, status, residual, residualAsPrinted, tolerance } of results) {
      const entry = shown.find((each) => each.id === `entry-${id}`) as { status: string; residual: string; asPrinted?: string } | undefined;
      expect(entry?.status).toBe(status);
      // Browsers' own sin and exp, used by some checks on purpose, may differ in the last place.
      expect(Math.abs(Number(entry!.residual) - residual)).toBeLessThanOrEqual(1e-9 * Math.max(1, residual) + tolerance / 10);
      if (residualAsPrinted !== null) expect(Math.abs(Number(entry!.asPrinted) - residualAsPrinted)).toBeLessThanOrEqual(1e-9 * Math.max(1, residualAsPrinted));
    }
    await page.getByLabel('Show').selectOption('corrected');
    expect(await page.locator('article').count()).toBe(results.filter(({ status }) => status === 'corrected').length);
    await page.getByLabel('With the words').fill('eq-22');
    await page.waitForFunction(() => document.querySelectorAll('article').length < 5);
    expect(await page.locator('article').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('eq-22')]));
    await page.waitForFunction(() => location.hash.includes('show=corrected&find=eq-22'));
    await close();
  });

  it('take whoever has the address of an entry to it', async () => {
    const { page, close } = await site.open('#notes?v=1&entry=eq-28-energy');
    const box = await page.locator('#entry-eq-28-energy').boundingBox();
    expect(box!.y).toBeGreaterThan(0);
    expect(box!.y).toBeLessThan(page.viewportSize()!.height);
    expect(await page.locator('article.chosen').count()).toBe(1);
    expect(await commandLineOf(page)).toEqual(['notes', 'eq-28-energy']);
    await page.evaluate(() => { location.hash = '#notes?v=1&entry=eq-99'; });
    expect(await page.getByRole('alert').textContent()).toContain('no entry called “eq-99”');
    await close();
  });
});
