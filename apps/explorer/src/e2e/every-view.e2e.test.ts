/** @file What holds for every view of the registry; what is special to one stands in its own folder. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { views } from '../views/registry.js';
import type { AnyView } from '../views/view.js';
import { accessibilityFaults, serveBuilt, settled, type BuiltSite } from './built-page.support.test.js';

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

describe.each(views.map((view) => ({ id: view.id, view })))('$id', ({ view }) => {
  const address = `#${view.id}?v=${String(view.version)}`;

  it('light and wide: figures with numbers behind them, accessible, to be saved and copied; embedded too; and no complaint', async () => {
    const { page, close } = await site.open(address, { colorScheme: 'light', viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    expect(await page.locator('h1').textContent()).toBe(view.title);
    await expectNumbers(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await expectFiles(page);
    await expectForms(page, address);
    await page.keyboard.press('Escape');
    await expectEmbedded(page, view, address);
    await close();
  });

  it('dark, on a phone: all of it fits, and is accessible', async () => {
    const { page, close } = await site.open(address, { colorScheme: 'dark', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectNumbers(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
  });
});

/** Every figure has its numbers, and every canvas is in a figure. */
async function expectNumbers(page: Page): Promise<void> {
  expect(await page.locator('figure').count()).toBeGreaterThan(0);
  for (const figure of await page.locator('figure').all()) {
    await figure.locator('summary', { hasText: 'Numbers' }).click();
    await figure.locator('tbody tr').first().waitFor();
    expect(await figure.locator('tbody').textContent()).not.toMatch(/NaN|undefined|Infinity/);
  }
  expect(await page.locator('canvas').count()).toBe(await page.locator('figure canvas').count());
}

async function expectFiles(page: Page): Promise<void> {
  for (const figure of await page.locator('figure').all()) {
    await figure.locator('.save summary').click();
    for (const button of await figure.locator('.save button').all()) {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      expect(download.suggestedFilename()).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png|csv|json)$/);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).length).toBeGreaterThan(40);
    }
    await figure.locator('.save summary').click();
  }
}

async function expectForms(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Copy as…' }).click();
  expect(await page.locator('dialog pre').textContent()).toContain(address);
  const forms = page.locator('dialog [aria-pressed]');
  expect(await forms.allTextContents()).toEqual(expect.arrayContaining(['Link', 'Command line', 'TypeScript', 'NumPy']));
  for (const form of await forms.all()) {
    await form.click();
    expect(await page.locator('dialog pre').textContent()).toMatch(/\S/);
  }
}

/** Alone on the page; what of its address is not understood is named, and its default shown. */
async function expectEmbedded(page: Page, view: AnyView, address: string): Promise<void> {
  const [name = ''] = Object.keys(view.schema);
  await page.evaluate((hash) => { location.hash = hash; }, `${address}&embed=1&theme=dark&${name}=%00&surprise=1`);
  await page.locator('header').waitFor({ state: 'detached' });
  await settled(page);
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  const notice = await page.locator('.notice').textContent();
  expect(notice).toContain('surprise');
  // A list says which of its numbers it is.
  expect(notice).toMatch(new RegExp(`${name}( \\(number \\d+\\))?: expected`));
  expect(await page.locator('figure').count()).toBeGreaterThan(0);
}
