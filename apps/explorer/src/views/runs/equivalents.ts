/** @file What is shown, as a command and programs that read the same numbers. */
import type { Equivalents } from '../../app/view-context.js';
import type { RunsState } from './view.js';

export function equivalentsOf({ x, y, colour, run }: RunsState): Equivalents {
  const wanted = [...new Set([x, y, colour])];
  return {
    cli: run === 'example' ? 'tegum run phase-diagram-2x1 --set model.density.logspace=[0.01,1,9] --set model.importance.last.logspace=[0.1,10,9] --out my-run' : 'tegum export my-run --csv',
    typescript: `import { readFile } from 'node:fs/promises';
import { columns, columnValue, decodeParquet } from '@tegum/data-runs';

const wanted = columns.filter(({ name }) => ${JSON.stringify(wanted)}.includes(name));
for (const record of await decodeParquet(await readFile('my-run/results.parquet'), 'results.parquet')) {
  console.log(...wanted.map((column) => columnValue(column, record)));
}
`,
    numpy: `import pandas as pd

cells = pd.read_parquet("my-run/results.parquet")
best = cells.sort_values("loss").drop_duplicates(["${x}", "${y}"])
print(best.pivot(index="${y}", columns="${x}", values="${colour}").sort_index(ascending=False))
`,
  };
}
