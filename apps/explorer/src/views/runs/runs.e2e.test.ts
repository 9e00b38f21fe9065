import { decodeParquet, encodeParquet } from '@tegum/data-runs';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleRun } from '../../../build/example-run.js';
import { serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';

const example = readFileSync(new URL('./example.parquet', import.meta.url));
let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

describe('runs', () => {
  it('begin with one that the command computes, to the byte', () => {
    expect(exampleRun().equals(example)).toBe(true);
  });

  it('show a cell’s numbers when pointed at, and its model, of the same loss, when clicked', async () => {
    const { page, close } = await site.open('#runs?v=1');
    const records = await decodeParquet(new Uint8Array(example));
    const map = await page.locator('.map').boundingBox();
    await page.mouse.move(map!.x + map!.width * 0.4, map!.y + map!.height * 0.47);
    const value = page.locator('[data-cell]');
    const cell = await value.getAttribute('data-cell');
    const record = records.find((candidate) => candidate.cell === cell)!;
    expect(Number(await value.getAttribute('data-loss'))).toBe(record.result!.loss);
    // Between the extremes of importance lies 1, which every playground has a setting for.
    expect(record.parameters.importance[1]).toBeCloseTo(1, 9);
    await page.mouse.down();
    await page.mouse.up();
    await page.locator('main[data-view=playground]').waitFor();
    await settled(page);
    const live = Number(await page.locator('[data-loss]').first().getAttribute('data-loss'));
    expect(Math.abs(live - record.result!.loss)).toBeLessThan(1e-9 * live + record.result!.errorBound);
    await page.goBack();
    await page.locator('main[data-view=runs]').waitFor();
    await settled(page);
    expect(await value.getAttribute('data-cell')).toBe(cell);
    await close();
  });

  it('are gone through with arrow keys, and coloured as asked', async () => {
    const { page, close } = await site.open('#runs?v=1&colour=loss');
    const value = page.locator('[data-cell]');
    const first = await value.getAttribute('data-cell');
    await page.locator('.map').focus();
    await page.keyboard.press('ArrowRight');
    expect(await value.getAttribute('data-cell')).not.toBe(first);
    await page.keyboard.press('Enter');
    expect(page.url()).toContain(`cell=${String(await value.getAttribute('data-cell'))}`);
    expect(await page.locator('.key').textContent()).toContain('logarithmic');
    await page.getByLabel('Colour', { exact: true }).selectOption('optima_count');
    expect(await page.locator('.key').textContent()).toContain('linear');
    await close();
  });

  it('of one’s own take the place of the example, until the page is left', async () => {
    const { page, close } = await site.open('#runs?v=1');
    const records = (await decodeParquet(new Uint8Array(example))).slice(0, 30);
    await page.getByLabel('A run of your own').setInputFiles({ name: 'mine.parquet', mimeType: 'application/octet-stream', buffer: Buffer.from(encodeParquet(records)) });
    await page.getByRole('heading', { name: '30 cells of mine.parquet' }).waitFor();
    expect(page.url()).toContain('run=file');
    await page.reload();
    await settled(page);
    expect(await page.locator('main').textContent()).toContain('which no address can hold');
    await page.getByRole('button', { name: 'Back to the example' }).click();
    await page.getByRole('heading', { name: '81 cells of the example' }).waitFor();
    await close();
  });

  it('broken leave the page as it was, with one line that says why', async () => {
    const { page, close } = await site.open('#runs?v=1');
    await page.getByLabel('A run of your own').setInputFiles({ name: 'broken.parquet', mimeType: 'application/octet-stream', buffer: example.subarray(0, 1000) });
    expect(await page.getByRole('alert').textContent()).toMatch(/^broken\.parquet.*: expected .+, got /s);
    await page.getByRole('heading', { name: '81 cells of the example' }).waitFor();
    await page.getByLabel('Colour', { exact: true }).selectOption('loss');
    expect(await page.locator('figure').count()).toBe(1);
    await close();
  });
});
