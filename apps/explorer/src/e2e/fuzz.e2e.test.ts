/**
 * @file Odd addresses and broken files, many in one page each: no uncaught error, no lost worker, and the page answers all the while.
 * TEGUM_FUZZ says how many of each, 200 if it is not set.
 */
import fc from 'fast-check';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutated } from '../files/mutate.support.test.js';
import { soundFiles } from '../files/sound-files.support.test.js';
import { oddHash } from '../state/odd-address.support.test.js';
import { serveBuilt, settled, type BuiltSite } from './built-page.support.test.js';

const count = Number(process.env['TEGUM_FUZZ'] ?? 200);
/**
 * The longest the main thread may be away, on the clock: beyond it the page hangs. Far above what the page takes by itself, for a machine
 * that does other work gives the thread no time for seconds; how smooth the page is alone, `measure/measure.mjs` says.
 */
const MOST_AWAY_MS = 10_000;
const AT_ONCE = 25;

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

interface Watched {
  longestAway: number;
}

/** Asks the main thread every 10 ms, and keeps the longest it was away. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = globalThis as unknown as Watched;
    watched.longestAway = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      watched.longestAway = Math.max(watched.longestAway, now - last - 10);
      last = now;
    }, 10);
  });
}

async function longestAway(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as Watched).longestAway);
}

describe('odd addresses', () => {
  it(`${String(count)} one after the other, of every view, leave the page answering, and as right as before`, async () => {
    const { page, close } = await site.open('#playground?v=1&features=3&hidden=1');
    const before = await page.locator('[data-loss]').first().getAttribute('data-loss');
    await watch(page);
    const hashes = fc.sample(oddHash, { numRuns: count, seed: 20260102 });
    const seen = new Set<string>();
    let slowest = { away: 0, hash: '' };
    for (let from = 0; from < count; from += AT_ONCE) {
      const shown = await page.evaluate(visit, hashes.slice(from, from + AT_ONCE));
      for (const [index, { view, broken, away }] of shown.entries()) {
        seen.add(view);
        expect(broken, hashes[from + index]).toEqual([]);
        if (away > slowest.away) slowest = { away, hash: hashes[from + index]! };
      }
    }
    expect(seen.size).toBe(8);
    await page.evaluate(() => { location.hash = '#playground?v=1&features=3&hidden=1'; });
    await page.getByText('summed over 3 features').waitFor();
    await settled(page);
    expect(await page.locator('[data-loss]').first().getAttribute('data-loss')).toBe(before);
    console.info(`${String(count)} addresses: the main thread was away for at most ${slowest.away.toFixed(0)} ms (${slowest.hash})`);
    expect(slowest.away, slowest.hash).toBeLessThan(MOST_AWAY_MS);
    await close();
  }, 900_000);
});

interface Shown {
  readonly view: string;
  readonly broken: readonly string[];
  readonly away: number;
}

/** In the page: goes to each address, waits until its view stands, and gives what the page then says is broken. */
async function visit(hashes: readonly string[]): Promise<Shown[]> {
  const shown: Shown[] = [];
  const watched = globalThis as unknown as Watched;
  for (const hash of hashes) {
    watched.longestAway = 0;
    location.hash = `#${hash}`;
    // The address is read in a task of its own; the second frame has it drawn.
    for (let frame = 0; frame < 2 || document.querySelector('main .view') === null; frame++) {
      if (frame > 600) throw new Error(`expected a view within 600 frames at ${hash}`);
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
    }
    const broken = Array.from(document.querySelectorAll('main .notice'), (notice) => notice.textContent).filter((text) => /broke down|could not be loaded/.test(text));
    shown.push({ view: document.querySelector('main')!.dataset['view']!, broken, away: watched.longestAway });
  }
  return shown;
}

interface Dropped {
  readonly name: string;
  readonly base64: string;
}

/** In the page: drops each file on it, waits until it is read, and gives what the page says against it; empty if nothing. */
async function drop(files: readonly Dropped[]): Promise<string[]> {
  const outcomes: string[] = [];
  const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 4); });
  const reading = (): boolean => document.querySelector('.drop [role=status]') !== null;
  for (const { name, base64 } of files) {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    await Promise.resolve();
    await Promise.resolve();
    if (!reading()) throw new Error(`expected ${name} to be read, got nothing of the kind`);
    while (reading()) await pause();
    outcomes.push(document.querySelector('.drop [role=alert]')?.textContent ?? '');
  }
  return outcomes;
}

describe('broken files', () => {
  it.each([
    { kind: 'run' as const, view: '#runs?v=1' },
    { kind: 'table' as const, view: '#critical-points?v=1' },
    { kind: 'csv' as const, view: '#critical-points?v=1' },
    { kind: 'json' as const, view: '#critical-points?v=1' },
  ])('of kind $kind are read or refused in one clear line, and the page answers', async ({ kind, view }) => {
    const { bytes, ending, count: share } = soundFiles[kind];
    const many = Math.round((count * share) / 1000);
    const { page, close } = await site.open(view);
    await watch(page);
    const outcomes: string[] = [];
    for (let from = 0; from < many; from += AT_ONCE) {
      const files = Array.from({ length: Math.min(AT_ONCE, many - from) }, (_, index) => ({ name: `x${String(from + index)}.${ending}`, base64: Buffer.from(mutated(bytes, from + index)).toString('base64') }));
      outcomes.push(...(await page.evaluate(drop, files)));
    }
    const refused = outcomes.filter((outcome) => outcome !== '');
    expect(refused.length).toBeGreaterThan(many / 4);
    for (const message of refused) {
      expect(message).toMatch(/^x\d+\.\w+.*: expected .+, got /s);
      // A reader that never came back, or fell.
      expect(message).not.toContain('a reader that was ended');
    }
    await settled(page);
    const away = await longestAway(page);
    console.info(`${String(many)} of kind ${kind}, ${String(refused.length)} refused: the main thread was away for at most ${away.toFixed(0)} ms`);
    expect(away).toBeLessThan(MOST_AWAY_MS);
    await close();
  }, 900_000);
});
