/** @file What holds for every view of the registry; what is special to one stands in its own folder. */
import type { Download, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
    // Narrower than the margins of any figure: nothing to see, and nothing to complain of.
    await page.setViewportSize({ width: 120, height: 740 });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
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

/** All files of all figures, each what its name says; they are made while the next button is pressed. */
async function expectFiles(page: Page): Promise<void> {
  const names: string[] = [];
  const downloads: Promise<void>[] = [];
  const keep = (download: Download): void => {
    names.push(download.suggestedFilename());
    downloads.push(expectContent(download));
  };
  page.on('download', keep);
  let pressed = 0;
  for (const figure of await page.locator('figure').all()) {
    await figure.locator('.save summary').click();
    for (const button of await figure.locator('.save button').all()) {
      await button.click();
      pressed++;
    }
    await figure.locator('.save summary').click();
  }
  expect(pressed).toBeGreaterThanOrEqual(4);
  await vi.waitFor(() => { expect(names).toHaveLength(pressed); }, { timeout: 30_000 });
  await Promise.all(downloads);
  expect(new Set(names).size, names.join()).toBe(pressed);
  page.off('download', keep);
}

async function expectContent(download: Download): Promise<void> {
  const name = download.suggestedFilename();
  expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png|csv|json)$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  expect(bytes.length).toBeGreaterThan(40);
  const begins = { svg: '<svg', png: '\x89PNG', csv: '', json: '' }[name.split('.').at(-1)!]!;
  expect(bytes.subarray(0, begins.length).toString('latin1')).toBe(begins);
  if (name.endsWith('.json')) JSON.parse(bytes.toString());
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
