/** @file The figures of docs/concepts/scale.md, as Markdown. */
import { measured } from './measured.js';
import { simulate, type Fleet } from './simulate.js';

export const cells = 1e9;
const fleet: Fleet = { machines: 1000, threads: 8, preemptionSeconds: 7200, absenceSeconds: 120 };
const lockSeconds = 75;
/** Dollars of a core-hour that may be taken away. */
const coreHour = 0.015;
const seed = 1;

export function scaleTables(): string {
  return [throughput(), '', storage()].join('\n');
}

function throughput(): string {
  const cases = [
    { cellSeconds: 0.01, batchSeconds: 1, partitions: 1 },
    { cellSeconds: 0.01, batchSeconds: 4, partitions: 1 },
    { cellSeconds: 0.01, batchSeconds: 4, partitions: 10 },
    { cellSeconds: 0.01, batchSeconds: 4, partitions: 100 },
    { cellSeconds: 0.01, batchSeconds: 30, partitions: 100 },
    { cellSeconds: 1, batchSeconds: 4, partitions: 1 },
    { cellSeconds: 1, batchSeconds: 4, partitions: 100 },
  ];
  const rows = cases.map((sweep) => {
    const { cellsPerSecond, useful, serverBusy, coordinatorBusy, repeated } = simulate(fleet, { ...sweep, lockSeconds }, seed);
    const hours = cells / cellsPerSecond / 3600;
    const dollars = ((fleet.machines * fleet.threads * hours * coreHour) / cells) * 1e6;
    return [
      duration(sweep.cellSeconds),
      duration(sweep.batchSeconds),
      String(sweep.partitions),
      count(cellsPerSecond),
      hours < 100 ? `${hours.toPrecision(2)} h` : `${(hours / 24).toPrecision(2)} d`,
      percent(useful),
      percent(serverBusy),
      percent(coordinatorBusy),
      percent(repeated),
      `$${dollars.toPrecision(2)}`,
    ];
  });
  return table(['cell', 'batch', 'runs', 'cells/s', '10⁹ cells take', 'threads useful', 'server busy', 'coordinator busy', 'computed twice', 'per 10⁶ cells'], rows);
}

function storage(): string {
  const rows = [1, 10, 100, 1000].map((partitions) => {
    const each = cells / partitions;
    return [
      String(partitions),
      count(each),
      bytes(each * measured.journalCellBytes),
      bytes(each * measured.parquetCellBytes),
      each > measured.mapEntries ? `no: more than 2²⁴ cells` : bytes(each * measured.placeBytes),
      duration(each * measured.openCellSeconds),
    ];
  });
  return table(['runs', 'cells of a run', 'journal of a run', 'Parquet of a run', "coordinator's memory", 'restart of a coordinator'], rows);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function duration(seconds: number): string {
  if (seconds < 1) return `${(seconds * 1000).toPrecision(2).replace(/\.0$/, '')} ms`;
  return seconds < 120 ? `${String(Number(seconds.toPrecision(2)))} s` : seconds < 7200 ? `${String(Math.round(seconds / 60))} min` : `${(seconds / 3600).toPrecision(2)} h`;
}

function count(value: number): string {
  return String(Number(value.toPrecision(2))).replace(/\B(?=(\d{3})+$)/g, ',');
}

function percent(share: number): string {
  return share >= 0.1 ? `${String(Math.round(100 * share))} %` : `${(100 * share).toPrecision(share < 0.01 ? 1 : 2)} %`;
}

function bytes(value: number): string {
  const unit = value >= 1e12 ? 12 : value >= 1e9 ? 9 : 6;
  return `${String(Number((value / 10 ** unit).toPrecision(2)))} ${{ 12: 'TB', 9: 'GB', 6: 'MB' }[unit]}`;
}
