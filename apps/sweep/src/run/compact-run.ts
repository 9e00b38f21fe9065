/**
 * @file What a complete run leaves beside its journal: the table, in plan order, and the figures of its spec.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CellRecord } from '@tegum/data-runs';
import { runPaths, type RunFolder } from '@tegum/data-runs/node';
import type { Plan } from '@tegum/experiments';
import { messageOf } from '../errors/report.js';
import { drawFigure, encodeFigure, figureFile, figureFormats } from './figures.js';
import { cellIds } from './stored-run.js';

/**
 * Writes results.parquet and the figures, as SVG and PNG.
 *
 * @param changed - Records were added; if not, what is there is left as it is.
 * @param note - Told of each figure that could not be drawn; the results stand without it.
 * @returns Paths of the figures.
 */
export async function compactRun(folder: RunFolder, plan: Plan, changed: boolean, note: (message: string) => void): Promise<string[]> {
  const { results, figures } = runPaths(folder.path);
  const files = plan.spec.figures.flatMap((name) => figureFormats.map((format) => join(figures, figureFile(name, 'light', format))));
  if (!changed && [results, ...files].every((path) => existsSync(path))) return files;

  await folder.writeResults(cellIds(plan));
  if (plan.spec.figures.length === 0) return [];
  const records: CellRecord[] = [];
  for await (const record of folder.records(cellIds(plan))) records.push(record);
  const written: string[] = [];
  for (const name of plan.spec.figures) {
    try {
      const svg = await drawFigure(name, plan.spec.name, records, 'light');
      for (const format of figureFormats) written.push(await folder.writeFigure(figureFile(name, 'light', format), await encodeFigure(svg, format)));
    } catch (error) {
      note(`Figure ${name} was not drawn: ${messageOf(error)}`);
    }
  }
  return written;
}
