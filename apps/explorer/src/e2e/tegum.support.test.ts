/** @file The built command, to hold the page's numbers against. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright';

const command = fileURLToPath(new URL('../../../sweep/dist/main.js', import.meta.url));

/** Runs `tegum … --json`, and gives what it prints. */
export async function tegum(args: readonly string[], cwd?: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...args, '--json'], { cwd, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as unknown;
}

/** The command line that the view on the page gives of itself, without `tegum`. */
export async function commandLineOf(page: Page): Promise<string[]> {
  const [line] = await commandLinesOf(page);
  return line!;
}

/** The same of a view that gives several. */
export async function commandLinesOf(page: Page): Promise<string[][]> {
  await page.getByRole('button', { name: 'Copy as…' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Command line' }).click();
  const text = (await page.locator('dialog pre').textContent()) ?? '';
  await page.keyboard.press('Escape');
  return text.trim().split('\n').map((line) => {
    const [program, ...args] = line.split(/\s+/);
    if (program !== 'tegum') throw new Error(`expected a command line of tegum, got ${line}`);
    return args;
  });
}
