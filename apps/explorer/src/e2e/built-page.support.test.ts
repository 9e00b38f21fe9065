/**
 * @file The built page in a real Chromium. Whatever the page complains about (errors, the console, its own policy) fails the test
 * that opened it.
 */
import { createServer, type Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type LaunchOptions, type Page } from 'playwright';
import sirv from 'sirv';
import { expect, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** How Chromium is started; from the config. */
    chromium: LaunchOptions;
  }
}

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface OpenPage {
  readonly page: Page;
  /** Everything the page complained about so far. */
  readonly complaints: string[];
  /** @throws what the page complained about; then closes it. */
  readonly close: () => Promise<void>;
}

export interface BuiltSite {
  /** The address of the built page, without a state. */
  readonly url: string;
  /** Opens an address (from `#` on) in a fresh profile, and waits for its first answer. */
  readonly open: (hash?: string, options?: BrowserContextOptions) => Promise<OpenPage>;
  readonly stop: () => Promise<void>;
}

/** @param sends - `headers`: as a server that sends them; `files`: as any plain host of files, here in a folder. */
export async function serveBuilt(sends: 'headers' | 'files' = 'headers'): Promise<BuiltSite> {
  if (!existsSync(`${dist}index.html`)) throw new Error('expected a built explorer: npx nx build @tegum/explorer');
  const headers = JSON.parse(readFileSync(`${dist}headers.json`, 'utf8')) as Record<string, string>;
  const files = sirv(dist, {
    dev: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(sends === 'headers' ? headers : {})) response.setHeader(name, value);
    },
  });
  const folder = sends === 'headers' ? '/' : '/some/folder/';
  const server = createServer((request, response) => {
    request.url = `/${(request.url ?? '/').slice(folder.length)}`;
    files(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch(inject('chromium'));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${folder}`;
  return { url, open: (hash, options) => open(browser, url + (hash ?? ''), options), stop: () => stop(browser, server) };
}

async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(address).origin) complaints.push(`request to ${origin}`);
  });
  await page.exposeFunction('__complain', (text: string) => void complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { __complain: (text: string) => void }).__complain(`policy: ${violatedDirective} blocked ${blockedURI}`);
    });
  });
  await page.goto(address);
  await settled(page);
  return {
    page,
    complaints,
    close: async () => {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** Waits until the view is there and nothing is being computed. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main[aria-busy=false] .view', { timeout: 60_000 });
}

/**
 * Waits until the address says what the page shows: it is written at most 150 ms after a change, by a timer of the page, and timers of
 * one page fire in the order they are due however slow the machine is.
 */
export async function addressWritten(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
}

/** What axe finds serious or critical, a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await loaded.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`));
  });
}

async function stop(browser: Browser, server: Server): Promise<void> {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
