/** @file The report into files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figuresOf } from './figures.js';
import { withQuotations, withSection } from './page.js';
import type { Report } from './report.js';
import { markdown } from './tables.js';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));

/** The page with the section, and those that may quote from it. */
export const performancePage = join(root, 'docs/concepts/performance.md');
export const quotingPages = [join(root, 'README.md'), performancePage];
const images = join(root, 'docs/images');

/** @returns The files written. */
export async function writeReport(report: Report, to: { readonly figures?: string; readonly pages: boolean }): Promise<string[]> {
  const written: string[] = [];
  const put = async (file: string, text: string): Promise<void> => {
    await writeFile(file, text);
    written.push(file);
  };
  const folders = [...(to.figures === undefined ? [] : [to.figures]), ...(to.pages ? [images] : [])];
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    for (const [name, svg] of figuresOf(report)) await put(join(folder, `performance-${name}.svg`), svg);
  }
  if (!to.pages) return written;
  const section = markdown(report);
  await put(performancePage, withSection(await readFile(performancePage, 'utf8'), section));
  for (const file of quotingPages) {
    const page = await readFile(file, 'utf8');
    const updated = withQuotations(page, section);
    if (updated !== page) await put(file, updated);
  }
  return written;
}
