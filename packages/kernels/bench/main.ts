/**
 * @file The program behind `npm run bench -- kernels`: seconds a picture on every backend, in Node and in Chromium, as a table; with `--errors` the
 * largest errors besides, with `--cycles N` memory after so many kernels made, run and disposed of.
 */
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the bench is no part of the package
import { chromium, type Page } from 'playwright';
import { bundled } from '../../../tools/vitest/minified-package.mjs';
import { chromium as settings } from '../../../tools/vitest/project-config.mjs';
import * as cases from './cases.js';
import type { Measured } from './cases.js';

const { values } = parseArgs({
  options: {
    errors: { type: 'boolean', default: false },
    cycles: { type: 'string', default: '0' },
    side: { type: 'string', default: '256' },
    node: { type: 'boolean', default: false },
  },
});
const [count, most] = [Number(values.cycles), Number(values.side)];
if (!Number.isInteger(count) || count < 0) throw new Error(`--cycles: expected an integer ≥ 0, got ${values.cycles}`);
if (!Number.isInteger(most) || most < 1 || most > 256) throw new Error(`--side: expected an integer from 1 to 256, got ${values.side}`);

const columns: { readonly title: string; readonly times: readonly Measured[] }[] = [];
const others: string[] = [];
const say = (text: string): void => console.error(text);

function note(where: string, rows: readonly Measured[]): void {
  for (const { name, value, unit } of rows) others.push(`| ${where} | ${name} | ${String(Number(value.toPrecision(3)))} ${unit} |`);
}

/** Seconds for 256 × 256 pixels, a column a backend. */
function table(): string {
  const [{ times: rows } = { times: [] }] = columns;
  const shown = ({ value, estimated }: Measured): string => `${estimated === true ? '≈ ' : ''}${String(Number(value.toPrecision(2)))}`;
  return [
    `| seconds for 256 × 256 pixels | ${columns.map(({ title }) => title).join(' | ')} |`,
    `|---|${'---|'.repeat(columns.length)}`,
    ...rows.map(({ name }, k) => `| ${name} | ${columns.map(({ times }) => shown(times[k]!)).join(' | ')} |`),
  ].join('\n');
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
  say(`Node: ${backend} …`);
  columns.push({ title: `${backend}, Node`, times: await cases.times(backend, most) });
  if (values.errors) note(`Node, ${backend}`, await cases.errors(backend));
  if (count > 0 && backend === 'webasm') note(`Node, ${backend}`, await cases.cycles(backend, count, inNode));
}
const graphics = values.node ? null : await inChromium();
console.log(table());
console.log(`\n≈ from fewer pixels. ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${String(availableParallelism())} cores, Node ${process.versions.node}.`);
if (graphics !== null) console.log(`Graphics: ${graphics}${/swiftshader|llvmpipe/i.test(graphics) ? ': an emulator on the CPU, which says nothing of a graphics card' : ''}.`);
if (others.length > 0) console.log(['\n| where | what | |', '|---|---|---|', ...others].join('\n'));

/** @returns What draws there. */
async function inChromium(): Promise<string> {
  const code = await bundled(fileURLToPath(new URL('cases.ts', import.meta.url)));
  const options = settings();
  const browser = await chromium.launch({ ...options, args: [...('args' in options ? options.args : []), '--enable-precise-memory-info', '--js-flags=--expose-gc'] });
  try {
    const page = await browser.newPage();
    // A page of localhost is a secure one, which WebGPU wants.
    await page.route('**/*', (route) => route.fulfill(route.request().url().endsWith('.js') ? { contentType: 'text/javascript', body: code } : { contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto('http://localhost/');
    for (const backend of ['webgpu', 'webgl2', 'webasm'] as const) {
      const absent = await page.evaluate<boolean>(`import('/cases.js').then((cases) => cases.isAbsent('${backend}'))`);
      if (absent) {
        say(`Chromium: no ${backend} here`);
        continue;
      }
      say(`Chromium: ${backend} …`);
      columns.push({ title: `${backend}, Chromium`, times: await inPage(page, `cases.times('${backend}', ${String(most)})`) });
      if (values.errors) note(`Chromium, ${backend}`, await inPage(page, `cases.errors('${backend}')`));
      if (count > 0) note(`Chromium, ${backend}`, await inPage(page, `cases.cycles('${backend}', ${String(count)}, () => (gc(), performance.memory.usedJSHeapSize))`));
    }
    return await page.evaluate<string>(`(() => {
      const context = document.createElement('canvas').getContext('webgl2');
      const info = context?.getExtension('WEBGL_debug_renderer_info');
      return info ? context.getParameter(info.UNMASKED_RENDERER_WEBGL) : 'unknown';
    })()`);
  } finally {
    await browser.close();
  }
}

async function inPage(page: Page, expression: string): Promise<Measured[]> {
  return page.evaluate(`import('/cases.js').then((cases) => ${expression})`);
}
