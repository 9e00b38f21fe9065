/**
 * @file Measures the built page in Chromium: `node measure/measure.mjs`, after a build, on a quiet machine. Prints a table; fails nothing.
 *
 * Times are medians, as the page's own clock has them. "Drawn" is the second animation frame after the number of the new optimum is in the page.
 */
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import sirv from 'sirv';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const MOVES = 15;
const VISITS = 5;
const SLOWER = 4;

const site = createServer(sirv(dist));
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${String(site.address().port)}/`;
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) });

const rows = [
  ['JavaScript of the first view, gzip', 'kB', await kilobytes(), 150],
  [`interactive, processor ${String(SLOWER)} times slower`, 'ms', median(await repeat(VISITS, timeToInteractive)), 1500],
  ['slider to exact optimum drawn, (5, 2)', 'ms', await sliderToOptimum('features=5&hidden=2'), 50],
  ['slider to exact optimum drawn, (20, 5)', 'ms', await sliderToOptimum('features=20&hidden=5&density=0.03'), 250],
  ['longest main-thread task while training, 0: none over 50', 'ms', await longestTask(), 50],
];
for (const [what, unit, value, aim] of rows) console.log(`${what.padEnd(58)} ${value.toFixed(unit === 'kB' ? 1 : 0).padStart(7)} ${unit}   aim ≤ ${String(aim)}`);

await browser.close();
site.close();
site.closeAllConnections();

/** Each file once, however many workers run it. */
async function kilobytes() {
  const sizes = new Map();
  const { page, done } = await visit('', (opened) => {
    opened.on('response', async (response) => {
      if (/\.js$/.test(new URL(response.url()).pathname) && !response.url().includes('service-worker')) sizes.set(response.url(), gzipSync(await response.body(), { level: 9 }).length);
    });
  });
  await answered(page);
  await done();
  return [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1000;
}

/** From the start of the navigation until the view's controls are there and a frame has been drawn with them. */
async function timeToInteractive() {
  const { page, done } = await visit('', async (opened) => {
    const session = await opened.context().newCDPSession(opened);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await opened.addInitScript(() => {
      const look = () => {
        if (document.querySelector('.view .controls input') === null) requestAnimationFrame(look);
        else requestAnimationFrame(() => setTimeout(() => { globalThis.interactiveAt = performance.now(); }));
      };
      look();
    });
  });
  await page.waitForFunction(() => globalThis.interactiveAt !== undefined);
  const time = await page.evaluate(() => globalThis.interactiveAt);
  await done();
  return time;
}

/** The first answer to a new density: more starts may still better it. */
async function sliderToOptimum(settings) {
  const { page, done } = await visit(`#playground?v=1&${settings}`);
  await answered(page);
  const times = await repeat(MOVES, async (move) => {
    const time = await page.evaluate(
      (down) =>
        new Promise((resolve) => {
          const slider = document.querySelector('input[type=range][aria-label=Density]');
          const loss = document.querySelector('[data-loss]');
          const from = performance.now();
          new MutationObserver((_records, observer) => {
            observer.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from)));
          }).observe(loss, { attributes: true, attributeFilter: ['data-loss'] });
          slider.value = String(Number(slider.value) + (down ? -3 : 2));
          slider.dispatchEvent(new Event('input', { bubbles: true }));
        }),
      move % 2 === 0,
    );
    await answered(page);
    return time;
  });
  await done();
  return median(times);
}

async function longestTask() {
  const { page, done } = await visit('#playground?v=1&steps=0&speed=100');
  await answered(page);
  await page.evaluate(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration); }).observe({ type: 'longtask' });
  });
  await page.keyboard.press(' ');
  await page.waitForTimeout(5000);
  const longest = await page.evaluate(() => globalThis.longest);
  await page.keyboard.press(' ');
  await done();
  return longest;
}

/** A fresh profile each: nothing is cached. */
async function visit(hash, prepare = () => undefined) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await prepare(page);
  await page.goto(url + hash);
  return { page, done: () => context.close() };
}

async function answered(page) {
  await page.waitForSelector('main[aria-busy=false] .view [data-loss]', { timeout: 120_000 });
}

async function repeat(count, measure) {
  const results = [];
  for (let k = 0; k < count; k++) results.push(await measure(k));
  return results;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
