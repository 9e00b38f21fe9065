import { InputError } from '@tegum/core';
import { csvHeader, csvRow, encodeJson, ParquetEncoder, type CellRecord } from '@tegum/data-runs';
import { writeFileAtomically } from '@tegum/data-runs/node';
import { Command } from 'commander';
import { readStoredRun, recordsInPlanOrder } from '../../run/stored-run.js';
import type { Context } from '../context.js';

type Format = 'csv' | 'parquet' | 'json';

const rowsPerChunk = 256;

interface ExportFlags extends Readonly<Record<Format, boolean>> {
  readonly out?: string;
}

export function exportVerb(context: Context): Command {
  return new Command('export')
    .summary('write the records of a run as CSV, Parquet or JSON')
    .description('Writes the records of a run, complete or not, in plan order, to stdout or a file.')
    .argument('<dir>', 'the run folder')
    .option('--csv', 'a flat table; lists as JSON arrays', false)
    .option('--parquet', 'the same table as results.parquet', false)
    .option('--json', 'whole records', false)
    .option('--out <file>', 'write to this file instead of stdout')
    .addHelpText('after', '\nExamples:\n  tegum export runs/polygons --csv > polygons.csv\n  tegum export runs/polygons --parquet --out polygons.parquet\n')
    .action(async (path: string, flags: ExportFlags) => {
      const format = chosenFormat(flags);
      if (format === 'parquet' && flags.out === undefined && process.stdout.isTTY) {
        throw new InputError('--parquet', 'a file or a pipe to write bytes to', 'a terminal', 'add --out FILE');
      }
      const run = await readStoredRun(path);
      const chunks = encode(format, recordsInPlanOrder(run));
      if (flags.out !== undefined) await writeFileAtomically(flags.out, chunks);
      else for await (const chunk of chunks) await context.terminal.print(chunk);
    });
}

function chosenFormat(flags: ExportFlags): Format {
  const chosen = (['csv', 'parquet', 'json'] as const).filter((format) => flags[format]);
  const [format] = chosen;
  if (format === undefined || chosen.length > 1) {
    throw new InputError('tegum export', 'one of --csv, --parquet, --json', chosen.length === 0 ? 'none' : chosen.map((name) => `--${name}`).join(' and '));
  }
  return format;
}

async function* encode(format: Format, records: AsyncIterable<CellRecord>): AsyncGenerator<string | Uint8Array, void, undefined> {
  if (format === 'json') {
    const all: CellRecord[] = [];
    for await (const record of records) all.push(record);
    yield encodeJson(all);
  } else if (format === 'csv') {
    yield* encodeCsvRows(records);
  } else {
    const encoder = new ParquetEncoder();
    for await (const record of records) {
      const bytes = encoder.add(record);
      if (bytes !== null) yield bytes;
    }
    yield encoder.finish();
  }
}

async function* encodeCsvRows(records: AsyncIterable<CellRecord>): AsyncGenerator<string, void, undefined> {
  let rows = [csvHeader];
  for await (const record of records) {
    rows.push(csvRow(record));
    if (rows.length < rowsPerChunk) continue;
    yield rows.join('');
    rows = [];
  }
  yield rows.join('');
}
