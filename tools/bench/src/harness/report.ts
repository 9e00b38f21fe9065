import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Measurement } from './measure.js';

/** What the figures were measured on, in one line. */
export function machineLine(): string {
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  const cpu = cpus()[0]?.model.trim() ?? 'unknown CPU';
  return `${cpu}, ${availableParallelism()} cores, ${memoryGiB} GiB, Node ${process.versions.node}, V8 ${process.versions.v8}, ${process.platform} ${process.arch}`;
}

/** A Markdown table, a line a case. */
export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, per, medianUs, minUs, maxUs, rounds, calls }) => [
    name,
    `${time(medianUs)}`,
    `${time(minUs)} – ${time(maxUs)}`,
    per,
    perSecond(medianUs),
    `${rounds} × ${calls}`,
  ]);
  const head = ['case', 'median', 'fastest – slowest', 'per', 'a second', 'rounds × calls'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((cells) => cells[column]!.length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

/** Three significant digits and a unit that suits. */
export function time(us: number): string {
  const [value, unit] = us < 1 ? [us * 1e3, 'ns'] : us < 1e3 ? [us, 'µs'] : us < 1e6 ? [us / 1e3, 'ms'] : [us / 1e6, 's'];
  return `${value >= 1000 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;
}

function perSecond(us: number): string {
  const rate = 1e6 / us;
  return rate >= 1000 ? Math.round(Number(rate.toPrecision(3))).toLocaleString('en') : rate.toPrecision(3);
}
