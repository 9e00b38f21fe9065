import { usArrestsColumns, usArrests } from '@tegum/data-reference';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';
import { commandLinesOf, tegum } from '../../e2e/tegum.support.test.js';

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

interface AtlasOutput {
  readonly count: number;
  readonly criticalSets: readonly { readonly indices: number[]; readonly loss: number; readonly morseIndex: number; readonly nullity: number }[];
}

/** The numbers behind the atlas, as saved. */
async function savedAtlas(page: Page): Promise<AtlasOutput> {
  const figure = page.locator('figure', { hasText: 'The atlas' });
  await figure.locator('.save summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), figure.getByRole('button', { name: 'JSON' }).click()]);
  await figure.locator('.save summary').click();
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as AtlasOutput;
}

function expectSame(shown: AtlasOutput, listed: AtlasOutput): void {
  expect(shown.count).toBe(listed.count);
  expect(shown.criticalSets.length).toBeGreaterThan(3);
  shown.criticalSets.forEach(({ indices, loss, morseIndex, nullity }, index) => {
    const other = listed.criticalSets[index]!;
    expect({ indices, morseIndex, nullity }).toEqual({ indices: other.indices, morseIndex: other.morseIndex, nullity: other.nullity });
    expect(Math.abs(loss - other.loss)).toBeLessThanOrEqual(1e-9 * other.loss);
  });
}

describe('the critical points', () => {
  it.each(['&eigenvalues=5,5,2,1,1&hidden=2&tied=1&flow=oja', '&data=us-arrests&hidden=2&seed=7&scale=0.01', '&eigenvalues=20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1&hidden=10&top=25'])('and the flow are those of the command lines it gives (%s)', async (query) => {
    const { page, close } = await site.open(`#critical-points?v=1${query}`);
    const [atlas, flow] = await commandLinesOf(page);
    expectSame(await savedAtlas(page), (await tegum(atlas!)) as AtlasOutput);
    if (flow !== undefined) {
      const { flows: [followed] } = (await tegum(flow)) as { flows: [{ plateaus: { indices: number[] }[]; end: { loss: number } }] };
      const title = await page.locator('figure', { hasText: 'It ends' }).locator('h2').textContent();
      expect(title!.split(': ')[1]!.split(' → ')).toEqual(followed.plateaus.map(({ indices }) => (indices.length === 0 ? '{ }' : `{${indices.join(', ')}}`)));
      const name = await page.getByRole('img', { name: /^Loss of/ }).getAttribute('data-end-loss');
      expect(Math.abs(Number(name) - followed.end.loss)).toBeLessThanOrEqual(1e-9 * followed.end.loss);
    }
    await close();
  });

  it('of one’s own data are those of tegum atlas --data, and the address keeps them', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'tegum-')), 'arrests.csv');
    await writeFile(path, [usArrestsColumns.join(), ...usArrests.map(([, ...row]) => row.join())].join('\n'));
    const { page, close } = await site.open('#critical-points?v=1&hidden=2&centred=1&standardise=0');
    await page.getByLabel('Your data').setInputFiles(path);
    await page.getByText('50 rows × 4 columns').waitFor();
    await settled(page);
    expectSame(await savedAtlas(page), (await tegum(['atlas', '--data', path, '--hidden', '2', '--centred'])) as AtlasOutput);
    await page.getByLabel('Standardised').check();
    await page.waitForFunction(() => location.hash.includes('2.48'));
    await settled(page);
    expectSame(await savedAtlas(page), (await tegum(['atlas', '--data', path, '--hidden', '2', '--centred', '--standardise'])) as AtlasOutput);
    await close();
  });

  it('of a broken file are none, and the page says where it is broken', async () => {
    const { page, close } = await site.open('#critical-points?v=1');
    await page.getByLabel('Your data').setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n<img src=x onerror=alert(1)>,3\n') });
    expect(await page.getByRole('alert').textContent()).toBe('x.csv: row 2, column "a": expected a finite number, got "<img src=x onerror=alert(1)>" (choose columns of numbers, or mend the cell)');
    await close();
  });

  it('follow their sliders, are described when pointed at, and are gone through with arrow keys', async () => {
    const { page, close } = await site.open('#critical-points?v=1&eigenvalues=4,3,2,1&hidden=2');
    const card = page.getByLabel('The chosen critical set');
    expect(await card.locator('[data-loss]').getAttribute('data-loss')).toBe('3');
    await page.locator('[data-set="10"] .reach').hover();
    expect(await card.textContent()).toContain('Saddle { }: loss 10 ');
    await page.locator('[data-set="10"]').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await card.textContent()).toContain('Saddle {4}: loss 9 ');
    await page.getByRole('slider', { name: 'Eigenvalue 4' }).focus();
    await page.keyboard.press('Home');
    await settled(page);
    expect(page.url()).toContain('eigenvalues=4,3,2,0.01');
    expect(await card.locator('[data-loss]').getAttribute('data-loss')).toBe('9');
    await close();
  });

  it('play the flow over the atlas', async () => {
    const { page, close } = await site.open('#critical-points?v=1');
    await page.getByLabel('Moment of the flow').fill('0.5');
    expect(await page.locator('svg .now').count()).toBe(2);
    await page.locator('h1').click();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await close();
  });
});
