import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBuilt, settled, type BuiltSite } from '../../e2e/built-page.support.test.js';
import { tegum } from '../../e2e/tegum.support.test.js';

let site: BuiltSite;
let folder: string;
beforeAll(async () => {
  site = await serveBuilt();
  folder = await mkdtemp(join(tmpdir(), 'tegum-skeleta-'));
});
afterAll(async () => {
  await site.stop();
  await rm(folder, { recursive: true });
});

interface Row {
  readonly active: number;
  readonly probability: number;
  readonly contribution: number;
  readonly lowerBound: number;
  readonly upperBound: number;
}

describe('skeleta', () => {
  it.each(['features=5&hidden=2', 'features=4&hidden=2&density=0.03&decay=0.7&seed=2'])('shows the bounds of the command line it gives (%s)', async (settings) => {
    const { page, close } = await site.open(`#skeleta?v=1&${settings}`, { acceptDownloads: true });
    const figure = page.getByRole('figure', { name: 'What a truncation proves' });
    await figure.locator('.save summary').click();
    const [download] = await Promise.all([page.waitForEvent('download'), figure.getByRole('button', { name: 'JSON' }).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const shown = JSON.parse(Buffer.concat(chunks).toString()) as { skeletons: Row[] };

    await page.getByRole('button', { name: 'Copy as…' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Command line' }).click();
    const [, model, command] = /^cat > model.json <<'END'\n(.*)\nEND\ntegum (.*)\n$/s.exec((await page.locator('dialog pre').textContent()) ?? '') ?? [];
    await writeFile(join(folder, 'model.json'), model ?? '');
    const { skeletons } = (await tegum((command ?? '').split(' '), folder)) as { skeletons: Row[] };
    expect(shown.skeletons).toHaveLength(skeletons.length);
    skeletons.forEach((row, l) => {
      for (const name of ['probability', 'contribution', 'lowerBound', 'upperBound'] as const) {
        expect(Math.abs(shown.skeletons[l]![name] - row[name])).toBeLessThanOrEqual(1e-9 * row[name]);
      }
    });
    await close();
  });

  it('answers the question anew at another density, and trains at each density when asked', async () => {
    const { page, close } = await site.open('#skeleta?v=1&features=4&hidden=2&starts=2');
    const sentence = page.getByLabel('May rare points be ignored?').locator('.sentence');
    const before = await sentence.textContent();
    expect(before).toMatch(/^(Yes|No)/);
    await page.getByRole('spinbutton', { name: 'Density' }).fill('0.5');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await sentence.textContent()).not.toBe(before);
    await page.getByRole('combobox', { name: 'Over density' }).selectOption('each');
    await page.getByText('the best optimum at each density').waitFor();
    await settled(page);
    await close();
  });
});
