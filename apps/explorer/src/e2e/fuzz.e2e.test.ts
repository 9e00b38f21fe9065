/**
 * @file Odd addresses and broken files, many in one page each: no uncaught error, no lost worker, and none that keeps the page busy for long.
 * TEGUM_FUZZ says how many of each, 100 if it is not set.
 */
import fc from 'fast-check';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutated } from '../files/mutate.support.test.js';
import { soundFiles } from '../files/sound-files.support.test.js';
import { oddHash } from '../state/odd-address.support.test.js';
import { serveBuilt, settled, type BuiltSite } from './built-page.support.test.js';

const count = Number(process.env['TEGUM_FUZZ'] ?? 100);
/**
 * The most processor time of the page's main thread for one address or one file, all its tasks together: what the page is unresponsive for at
 * worst on a machine that has time for it. Time on the clock would measure what else the machine does.
 */
const MOST_BUSY_MS = 2500;

let site: BuiltSite;
beforeAll(async () => { site = await serveBuilt(); });
afterAll(() => site.stop());

/** Gives the processor time that the main thread spent in tasks since it was last asked, in milliseconds. */
async function workClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  let last = 0;
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const before = last;
    last = 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
    return last - before;
  };
  await worked();
  return worked;
}

/** The costliest so far. */
class Costliest {
  ms = 0;
  what = '';
  take(ms: number, what: string): void {
    if (ms > this.ms) Object.assign(this, { ms, what });
  }
}

describe('odd addresses', () => {
  it(`${String(count)} one after the other, of every view, leave the page answering, and as right as before`, async () => {
    const { page, close } = await site.open('#playground?v=1&features=3&hidden=1');
    const before = await page.locator('[data-loss]').first().getAttribute('data-loss');
    const worked = await workClock(page);
    const hashes = fc.sample(oddHash, { numRuns: count, seed: 20260102 });
    const seen = new Set<string>();
    const costliest = new Costliest();
    for (const hash of hashes) {
      const { view, broken } = await page.evaluate(visit, hash);
      costliest.take(await worked(), hash);
      seen.add(view);
      expect(broken, hash).toEqual([]);
    }
    expect(seen.size).toBe(8);
    await page.evaluate(() => { location.hash = '#playground?v=1&features=3&hidden=1'; });
    await page.getByText('summed over 3 features').waitFor();
    await settled(page);
    expect(await page.locator('[data-loss]').first().getAttribute('data-loss')).toBe(before);
    console.info(`${String(count)} addresses: at most ${costliest.ms.toFixed(0)} ms of the main thread (${costliest.what})`);
    expect(costliest.ms, costliest.what).toBeLessThan(MOST_BUSY_MS);
    await close();
  }, 900_000);
});

interface Shown {
  readonly view: string;
  readonly broken: readonly string[];
}

/** In the page: goes to an address, waits until its view stands, and gives what the page then says is broken. */
async function visit(hash: string): Promise<Shown> {
  location.hash = `#${hash}`;
  // The address is read in a task of its own; the second frame has it drawn.
  for (let frame = 0; frame < 2 || document.querySelector('main .view') === null; frame++) {
    if (frame > 600) throw new Error(`expected a view within 600 frames at ${hash}`);
    await new Promise((resolve) => { requestAnimationFrame(resolve); });
  }
  const broken = Array.from(document.querySelectorAll('main .notice'), (notice) => notice.textContent).filter((text) => /broke down|could not be loaded/.test(text));
  return { view: document.querySelector('main')!.dataset['view']!, broken };
}

interface Dropped {
  readonly name: string;
  readonly base64: string;
}

/** In the page: drops a file on it, waits until it is read, and gives what the page says against it; empty if nothing. */
async function drop({ name, base64 }: Dropped): Promise<string> {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
  window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  const reading = (): boolean => document.querySelector('.drop [role=status]') !== null;
  await Promise.resolve();
  await Promise.resolve();
  if (!reading()) throw new Error(`expected ${name} to be read, got nothing of the kind`);
  while (reading()) await new Promise((resolve) => { setTimeout(resolve, 4); });
  return document.querySelector('.drop [role=alert]')?.textContent ?? '';
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
    const worked = await workClock(page);
    const costliest = new Costliest();
    const outcomes: string[] = [];
    for (let index = 0; index < many; index++) {
      const name = `x${String(index)}.${ending}`;
      outcomes.push(await page.evaluate(drop, { name, base64: Buffer.from(mutated(bytes, index)).toString('base64') }));
      costliest.take(await worked(), name);
    }
    const refused = outcomes.filter((outcome) => outcome !== '');
    expect(refused.length).toBeGreaterThan(many / 4);
    for (const message of refused) {
      expect(message).toMatch(/^x\d+\.\w+.*: expected .+, got /s);
      // A reader that never came back, or fell.
      expect(message).not.toContain('a reader that was ended');
    }
    await settled(page);
    console.info(`${String(many)} of kind ${kind}, ${String(refused.length)} refused: at most ${costliest.ms.toFixed(0)} ms of the main thread (${costliest.what})`);
    expect(costliest.ms, costliest.what).toBeLessThan(MOST_BUSY_MS);
    await close();
  }, 900_000);
});
