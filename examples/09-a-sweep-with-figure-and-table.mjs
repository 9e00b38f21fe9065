/**
 * @file A sweep without the command line: a spec, its cells, their records, a figure and a table.
 *
 *     node examples/09-a-sweep-with-figure-and-table.mjs [FOLDER]
 *
 * writes `phase-diagram.svg` and `results.parquet` into the folder, or a new one.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeParquet } from '@tegum/data-runs';
import { parseSpec, planSpec, runCell } from '@tegum/experiments';
import { drawRunFigure } from '@tegum/figures';
import { createFigureDocument } from '@tegum/figures/node';

const spec = parseSpec({
  format: 'tegum-spec@1',
  name: 'two-in-one',
  model: { features: 2, hidden: 1, density: { logspace: [0.01, 1, 12] }, importance: { last: { logspace: [0.1, 10, 12] } } },
  train: { starts: 4 },
});
const plan = planSpec(spec);
const records = Array.from(plan.cells(), runCell);

const count = (phase) => records.filter(({ result }) => result?.phase === phase).length;
for (const phase of ['antipodal', 'antipodal-asymmetric', 'dedicated', 'ignored']) console.log(`${phase}: ${count(phase)} of ${plan.cellCount} cells`);

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'tegum-'));
writeFileSync(join(folder, 'phase-diagram.svg'), drawRunFigure('phase-diagram', { title: 'Two features in one dimension', records }, { document: createFigureDocument() }));
writeFileSync(join(folder, 'results.parquet'), encodeParquet(records));
console.error(`wrote ${join(folder, 'phase-diagram.svg')} and results.parquet beside it`);
