import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressWritten, serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';
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
    const { page, close } = await site.open('#playground?v=1&features=6');
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

function trainedLoss(page: Page): Promise<string | null> {
  return page.locator('[data-trained-loss]').getAttribute('data-trained-loss');
}

async function steps(page: Page): Promise<number> {
  return Number(await page.locator('[data-step]').getAttribute('data-step'));
}

describe('training', () => {
  it('plays and pauses by the space bar; the address then says where, and gives the same numbers to whoever opens it', async () => {
    const { page, close } = await site.open('#playground?v=1&steps=20&seed=4');
    expect(await steps(page)).toBe(20);
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('[data-step]')?.dataset['step']) >= 60);
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Train' }).waitFor();
    await settled(page);
    const [step, loss] = [await steps(page), await trainedLoss(page)];
    expect(page.url()).toContain(`steps=${String(step)}`);
    const other = await site.open(new URL(page.url()).hash);
    expect(await trainedLoss(other.page)).toBe(loss);
    await other.close();
    await page.keyboard.press('ArrowRight');
    await settled(page);
    expect(await steps(page)).toBe(step + 10);
    await close();
  });

  it('begins again by R, takes another seed by S, and says when it diverged', async () => {
    const { page, close } = await site.open('#playground?v=1&steps=50');
    const first = await trainedLoss(page);
    await page.keyboard.press('s');
    await settled(page);
    expect(await steps(page)).toBe(50);
    expect(await trainedLoss(page)).not.toBe(first);
    await page.keyboard.press('r');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Train' }).waitFor();
    await settled(page);
    expect(page.url()).toContain(`steps=${String(await steps(page))}`);
    await page.goto(`${site.url}#playground?v=1&optimizer=sgd&rate=10&features=6&density=1&steps=5000`);
    await page.getByText('Training left the finite numbers').waitFor();
    await settled(page);
    await close();
  });
});

describe('vectors', () => {
  it('are dragged, and the exact loss and the force follow; all of it is in the address, and is undone', async () => {
    const { page, close } = await site.open('#playground?v=1', { viewport: { width: 1280, height: 900 } });
    const loss = async () => Number(await page.locator('[data-loss]').getAttribute('data-loss'));
    const best = await loss();
    const box = (await page.getByRole('slider', { name: 'Feature 0: its vector' }).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x - 40, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.getByText('Exact loss, moved by hand').waitFor();
    await page.locator('.force[marker-end]').first().waitFor();
    await settled(page);
    expect(await loss()).toBeGreaterThan(1.05 * best);
    await addressWritten(page);
    expect(page.url()).toMatch(/moved=0,/);
    const moved = await loss();
    const other = await site.open(new URL(page.url()).hash);
    expect(Number(await other.page.locator('[data-loss]').getAttribute('data-loss'))).toBe(moved);
    await other.close();
    await page.getByRole('button', { name: 'Put back' }).click();
    await settled(page);
    expect(await loss()).toBe(best);
    await close();
  });

  it('are dragged by a finger, which scrolls nothing', async () => {
    const { page, close } = await site.open('#playground?v=1', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const best = Number(await page.locator('[data-loss]').getAttribute('data-loss'));
    const handle = page.getByRole('slider', { name: 'Feature 0: its vector' });
    await handle.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    const box = (await handle.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', by = 0): Promise<unknown> =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x - by, y: y + 1.5 * by }] });
    await touch('touchStart');
    for (let by = 4; by <= 60; by += 4) await touch('touchMove', by);
    // Loss and force follow while the finger is down.
    await page.getByText('Exact loss, moved by hand').waitFor();
    await page.locator('.force[marker-end]').first().waitFor();
    await page.waitForFunction((loss) => Number(document.querySelector<HTMLElement>('[data-loss]')?.dataset['loss']) > 1.05 * loss, best);
    expect(await page.locator('.handle.dragged').count()).toBe(1);
    await touch('touchEnd');
    await page.locator('.handle.dragged').waitFor({ state: 'detached' });
    await settled(page);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    await addressWritten(page);
    expect(page.url()).toMatch(/moved=0,/);
    await close();
  });

  it('move by the arrow keys, in one dimension along it', async () => {
    const { page, close } = await site.open('#playground?v=1&features=2&hidden=1');
    await page.getByRole('slider', { name: 'Feature 1: its vector' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Exact loss, moved by hand').waitFor();
    await settled(page);
    await page.waitForURL(/moved=1,-[\d.]+$/);
    await page.keyboard.press('Escape');
    await page.getByText('Exact loss of the best optimum').waitFor();
    await close();
  });

  it('in three dimensions are turned', async () => {
    const { page, close } = await site.open('#playground?v=1&features=6&hidden=3&starts=2');
    const globe = page.getByRole('slider', { name: 'Directions of 6 features in three dimensions' });
    const before = await globe.getAttribute('aria-valuenow');
    await globe.focus();
    await page.keyboard.press('ArrowRight');
    expect(await globe.getAttribute('aria-valuenow')).not.toBe(before);
    await close();
  });
});

describe('other data', () => {
  it('has a loss of its own, and the page says that all else is for uniform data', async () => {
    const { page, close } = await site.open('#playground?v=1&law=binary');
    const shown = Number(await page.locator('[data-law-loss]').getAttribute('data-law-loss'));
    expect(shown).toBeGreaterThan(0.1);
    expect(await page.getByText('Optima, training and the other figures stay').count()).toBe(1);
    await close();
  });
});
