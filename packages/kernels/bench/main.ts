/**
 * @file `node --expose-gc --conditions=@tegum/source --import tsx packages/kernels/bench/main.ts [cycles]`: errors and times of every kernel on
 * every backend, in Node and in Chromium; with a number, that many kernels made, run and disposed of as well.
 */
import { fileURLToPath } from 'node:url';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the bench is no part of the package
import { chromium, type Page } from 'playwright';
import { bundled } from '../../../tools/vitest/minified-package.mjs';
import { chromium as settings } from '../../../tools/vitest/project-config.mjs';
import type { Backend } from '../src/index.js';
import * as cases from './cases.js';
import type { Measured } from './cases.js';

const count = Number(process.argv[2] ?? 0);

function print(where: string, backend: Backend, rows: readonly Measured[]): void {
  for (const { name, value, unit } of rows) console.log([where, backend, name, Number(value.toPrecision(3)), unit].join('\t'));
}

/** What finalisers free goes only some turns of the event loop after what they belong to. */
async function inNode(): Promise<number> {
  for (let turn = 0; turn < 4; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

for (const backend of ['core', 'webasm'] as const) {
  print('Node', backend, await cases.errors(backend));
  print('Node', backend, await cases.times(backend));
  if (count > 0 && backend === 'webasm') print('Node', backend, await cases.cycles(backend, count, inNode));
}

const code = await bundled(fileURLToPath(new URL('cases.ts', import.meta.url)));
const options = settings();
const browser = await chromium.launch({ ...options, args: [...('args' in options ? options.args : []), '--enable-precise-memory-info', '--js-flags=--expose-gc'] });
try {
  const page = await browser.newPage();
  // A page of localhost is a secure one, which WebGPU wants.
  await page.route('**/*', (route) => route.fulfill(route.request().url().endsWith('.js') ? { contentType: 'text/javascript', body: code } : { contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto('http://localhost/');
  for (const backend of ['webgpu', 'webgl2', 'webasm', 'core'] as const) {
    for (const call of ['errors', 'times']) print('Chromium', backend, await inPage(page, `cases.${call}('${backend}')`));
    if (count > 0 && backend !== 'core') print('Chromium', backend, await inPage(page, `cases.cycles('${backend}', ${count}, () => (gc(), performance.memory.usedJSHeapSize))`));
  }
} finally {
  await browser.close();
}

async function inPage(page: Page, expression: string): Promise<Measured[]> {
  return page.evaluate(`import('/cases.js').then((cases) => ${expression})`);
}
