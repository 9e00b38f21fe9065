/** @file The page around the views: address and history, keys, themes, workers that die, days without a network. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBuilt, settled, type BuiltSite } from './built-page.support.test.js';

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

function features(page: Page): Promise<string> {
  return page.getByRole('spinbutton', { name: 'Features' }).inputValue();
}

describe('the address', () => {
  it('opens a view alone and in its theme, as a frame on another page asks', async () => {
    const { page, close } = await site.open('#phase?v=1&embed=1&theme=dark');
    await settled(page);
    expect(await page.locator('header').count()).toBe(0);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.locator('figure').count()).toBeGreaterThan(0);
    await close();
  });

  it('follows the controls, and back and forward follow the address', async () => {
    const { page, close } = await site.open('#playground?v=1');
    await page.getByRole('spinbutton', { name: 'Features' }).fill('6');
    await page.keyboard.press('Enter');
    await page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#playground\?v=1&features=6&seed=7$/);
    await page.goBack();
    expect(page.url()).toMatch(/#playground\?v=1&features=6$/);
    expect(await features(page)).toBe('6');
    await page.goBack();
    expect(await features(page)).toBe('5');
    await page.goForward();
    expect(await features(page)).toBe('6');
    await settled(page);
    await close();
  });

  it('makes one step of history of one drag, and lets it be written in the end', async () => {
    const { page, close } = await site.open('#playground?v=1');
    await page.getByRole('slider', { name: 'Density' }).focus();
    for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight');
    const density = await page.getByRole('spinbutton', { name: 'Density' }).inputValue();
    await page.waitForURL(({ hash }) => hash.includes(`density=${density}`));
    await page.goBack();
    expect(await page.getByRole('spinbutton', { name: 'Density' }).inputValue()).toBe('0.1');
    await settled(page);
    await close();
  });

  it('gives the same numbers whenever it is opened', async () => {
    const losses: (string | null)[] = [];
    for (let visit = 0; visit < 2; visit++) {
      const { page, close } = await site.open('#playground?v=1&features=6&density=0.2&decay=0.9&seed=3');
      losses.push(await page.locator('[data-loss]').getAttribute('data-loss'));
      await close();
    }
    expect(losses[0]).toMatch(/^0\.\d{10,}/);
    expect(losses[1]).toBe(losses[0]);
  });

  it('says when settings do not fit together, and what it takes instead', async () => {
    const { page, close } = await site.open('#playground?v=1&features=4&hidden=9');
    expect(await page.locator('.notice').textContent()).toContain('hidden: 9 does not fit the other settings (3 is used)');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.locator('.notice').count()).toBe(0);
    await close();
  });

  it('shows a view at an odd one, at whatever the page is opened', async () => {
    const { page, close } = await site.open();
    for (const hash of ['#', '#nowhere?v=1', '#playground?v=99', `#playground?features=${'9'.repeat(9000)}`, '#?%E0%A4%A', '#playground?features=5&features=6']) {
      await page.goto('about:blank');
      await page.goto(site.url + hash);
      await settled(page);
      expect(await page.locator('figure').count(), hash).toBeGreaterThan(0);
    }
    await close();
  });
});

describe('keys', () => {
  it('S takes a new seed, ? explains, and fields keep their own keys', async () => {
    const { page, close } = await site.open('#playground?v=1');
    await page.keyboard.press('s');
    expect(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('1');
    await page.keyboard.press('?');
    expect(await page.locator('dialog').textContent()).toContain('with a new seed');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.getByRole('spinbutton', { name: 'Seed' }).focus();
    await page.keyboard.press('s');
    expect(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('1');
    await settled(page);
    await close();
  });
});

describe('themes', () => {
  it('follow the system until one is chosen, which stays', async () => {
    const { page, close } = await site.open('#playground?v=1', { colorScheme: 'dark' });
    const theme = () => page.locator('html').getAttribute('data-theme');
    expect(await theme()).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('html[data-theme=light]').waitFor();
    await page.getByRole('button', { name: 'Dark colours' }).click();
    await page.locator('html[data-theme=dark]').waitFor();
    await page.reload();
    await settled(page);
    expect(await theme()).toBe('dark');
    await close();
  });
});

describe('workers', () => {
  it('a crashed one is replaced, the page says so, and goes on', async () => {
    const { page, complaints } = await site.open('#playground?v=1');
    await page.workers()[0]!.evaluate(() => { setTimeout(() => { throw new Error('struck by lightning'); }); });
    await page.locator('.notice', { hasText: 'its worker was replaced' }).waitFor();
    expect(await page.locator('.notice').textContent()).toContain('struck by lightning');
    await page.getByRole('spinbutton', { name: 'Features' }).fill('3');
    await page.keyboard.press('Enter');
    await page.getByText('summed over 3 features').waitFor();
    expect(complaints.filter((text) => !text.includes('struck by lightning'))).toEqual([]);
    await page.context().close();
  });

  it('a hung one is replaced after half a minute of silence', async () => {
    const { page, close } = await site.open('#playground?v=1');
    await page.clock.install();
    // All of the view's: which of them finds the optima is not to be seen from here.
    for (const worker of page.workers()) {
      await worker.evaluate(() => {
        setTimeout(() => {
          for (;;);
        });
      });
    }
    await page.waitForTimeout(100);
    await page.getByRole('spinbutton', { name: 'Features' }).fill('6');
    await page.keyboard.press('Enter');
    // Asked before the clock jumps: silence counts from the question.
    await page.locator('main[aria-busy="true"]').waitFor();
    await page.clock.fastForward('00:31');
    await page.locator('.notice', { hasText: 'no sign of life for 30 s' }).first().waitFor();
    // Optima and training share the worker: each asks again.
    const again = page.getByRole('button', { name: 'Try again' });
    while ((await again.count()) > 0) await again.first().click();
    await settled(page);
    expect(await page.locator('.status').count()).toBe(0);
    await close();
  });
});

describe('any host of files', () => {
  it('will do, in a folder, with no header', async () => {
    const plain = await serveBuilt('files');
    const { page, close } = await plain.open('#playground?v=1');
    expect(await page.locator('[data-loss]').textContent()).toContain('0.0263051');
    await close();
    await plain.stop();
  });

  it('may be away after the first visit', async () => {
    const { page, complaints } = await site.open('#playground?v=1');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.reload();
    await settled(page);
    expect(await page.locator('[data-loss]').textContent()).toContain('0.0263051');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
