/** @file The report as Markdown tables, and the tables of a page read back. */
import { lowerMedian } from '../../harness/median.js';
import { nameOf } from '../problems.js';
import type { PowerLaw } from '../growth.js';
import type { Report, Row } from './report.js';

type Column = readonly [head: string, cell: (row: Row) => string];

interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
}

const blank = '';

/** Three significant digits, no exponent below 10⁶. */
export function digits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || magnitude < 1e-3) return value.toExponential(2);
  return magnitude >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

const loss = (value: number): string => value.toPrecision(7);
const maybe = <T>(value: T | null | undefined, show: (value: T) => string): string => (value === null || value === undefined ? blank : show(value));
const times = (value: number): string => `${digits(value)}×`;

export const tables = (report: Report): readonly Table[] => {
  const model: readonly Column[] = [
    ['model', (row) => nameOf(row)],
    ['density', ({ density }) => String(density)],
  ];
  const counts = report.rows[0]?.threads.threads ?? [];
  const gflops = ({ evaluation: { flops, simdUs } }: Row): number | null => (flops === null ? null : flops / simdUs / 1000);
  return [
    {
      title: 'One evaluation of loss and gradient',
      columns: [
        ...model,
        ['terms', ({ evaluation }) => `${evaluation.terms}${evaluation.converged ? '' : '*'}`],
        ['certified error', ({ evaluation }) => evaluation.errorBound.toExponential(1)],
        ['core µs', ({ evaluation }) => digits(evaluation.coreUs)],
        ['simd µs', ({ evaluation }) => digits(evaluation.simdUs)],
        ['core / simd', ({ evaluation }) => times(evaluation.coreUs / evaluation.simdUs)],
        ['terms at measured error', ({ evaluation }) => `${evaluation.measuredTerms}: ${evaluation.measuredError.toExponential(1)}`],
        ['simd µs at measured error', ({ evaluation }) => digits(evaluation.measuredSimdUs)],
        ['GFLOP/s', (row) => maybe(gflops(row), digits)],
        ['of peak', (row) => maybe(gflops(row), (value) => `${digits((100 * value) / report.peakGflops)} %`)],
        ['bytes / flop', ({ evaluation: { bytes, flops } }) => maybe(flops, (value) => digits(bytes! / value))],
      ],
    },
    {
      title: 'Time to a given population loss',
      columns: [
        ...model,
        ['solve ms', ({ solve }) => maybe(solve, ({ ms }) => digits(ms))],
        ['evaluations', ({ solve }) => maybe(solve, ({ evaluations }) => String(Math.round(evaluations)))],
        ['exact loss: median of the solves', ({ solve }) => maybe(solve, ({ losses }) => loss(lowerMedian(losses)))],
        ['best of them', ({ solve }) => maybe(solve, ({ losses, starts }) => `${loss(Math.min(...losses))} of ${starts}`)],
        ['above its minimum', ({ solve }) => maybe(solve?.excess, (value) => value.toExponential(1))],
        ['AdamW steps', ({ torch }) => maybe(torch, ({ steps }) => String(steps))],
        ['PyTorch s', ({ torch }) => maybe(torch, ({ seconds, losses }) => `${losses.length > 0 ? '' : '≈ '}${digits(seconds)}`)],
        ['exact loss: median of PyTorch', ({ torch }) => maybe(torch, ({ losses }) => (losses.length === 0 ? blank : loss(lowerMedian(losses))))],
        ['best of PyTorch', ({ torch }) => maybe(torch, ({ losses }) => (losses.length === 0 ? blank : `${loss(Math.min(...losses))} of ${losses.length}`))],
        ['starts needed', ({ target }) => maybe(target, ({ startsNeeded }) => (startsNeeded === null ? 'not reached' : digits(startsNeeded)))],
        ['ratio at matched or better loss', ({ target, torch }) => maybe(target?.ms, (ms) => times((1000 * torch!.seconds) / ms))],
        ['ms to that loss', ({ target }) => maybe(target?.firstMs, digits)],
        ['ratio to that loss', ({ target, torch }) => maybe(target?.firstMs, (ms) => times((1000 * torch!.seconds) / ms))],
      ],
    },
    {
      title: 'One step of AdamW at batch 1024, per instance',
      columns: [
        ...model,
        ['Tegum µs', ({ step }) => maybe(step, ({ tegumUs }) => digits(tegumUs))],
        ['reference µs', ({ step }) => maybe(step, ({ coreUs }) => digits(coreUs))],
        ['PyTorch ms', ({ step }) => maybe(step?.torchUs, (us) => digits(us / 1000))],
        ['PyTorch instances', ({ step }) => maybe(step?.torchUs, () => String(step!.torchInstances))],
        ['PyTorch / Tegum', ({ step }) => maybe(step?.torchUs, (us) => times(us / step!.tegumUs))],
        ['GFLOP/s', ({ step }) => maybe(step, ({ flops, tegumUs }) => digits(flops / tegumUs / 1000))],
        ['of f32x4 peak', ({ step }) => maybe(step, ({ flops, tegumUs }) => `${digits((100 * flops) / tegumUs / 1000 / (2 * report.peakGflops))} %`)],
        ['bytes / flop', ({ step }) => maybe(step, ({ flops, bytes }) => digits(bytes / flops))],
      ],
    },
    {
      title: 'Evaluations on several threads, over those on one',
      columns: [
        ...model,
        ...counts.map((count, index): Column => [`${count} thread${count === 1 ? '' : 's'}`, ({ threads }) => times(threads.speedup[index]!)]),
      ],
    },
  ];
};

export function markdown(report: Report): string {
  const { machine, peakGflops, growth, rows } = report;
  const law = (name: string, fit: PowerLaw | null): string[] => (fit === null ? [] : [`${name} n^${fit.exponent.toFixed(2)} ± ${fit.standardError.toFixed(2)}`]);
  const busy = machine.busyBefore > 0.2;
  return [
    `Machine: ${machine.name}; ${machine.torch ?? 'no PyTorch'}; ${machine.date}.`,
    ...(busy ? [`**The machine was not quiet** (others used ${machine.busyBefore.toFixed(1)} cores just before the start): run it again.`] : []),
    ...(machine.remedy === null ? [] : [machine.remedy]),
    `Peak: ${digits(peakGflops)} GFLOP/s, f64x2 multiplications and additions in WebAssembly on one core.`,
    ...tables(report).map(({ title, columns }) => `**${title}**\n\n${table(columns, rows)}`),
    `Growth with the number of features n (exponent ± standard error): ${[
      ...law('core', growth.core),
      ...law('simd', growth.simd),
      ...law('simd per term', growth.simdPerTerm),
      ...law('our step', growth.tegumStep),
      ...law('PyTorch’s step', growth.torchStep),
    ].join('; ')}.`,
    ...(rows.some(({ evaluation }) => !evaluation.converged) ? ['\\* Evaluated on the way to the optimum; what is blank or ≈ there is measured by `npm run bench -- --full`.'] : []),
  ].join('\n\n');
}

function table(columns: readonly Column[], rows: readonly Row[]): string {
  const lines = [columns.map(([head]) => head), columns.map(() => '---'), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** By the title of a table, the model's name and the head of a column: the cell's text. */
export type Cells = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;

/** @throws {Error} if a table has no title, or a row not as many cells as the head. */
export function readTables(text: string): Cells {
  const found = new Map<string, Map<string, Map<string, string>>>();
  const lines = text.split('\n');
  let title: string | undefined;
  let head: string[] | undefined;
  for (const line of lines) {
    const bold = /^\*\*(.+)\*\*$/.exec(line);
    if (bold !== null) {
      title = bold[1]!;
      head = undefined;
    }
    if (!line.startsWith('|')) continue;
    const cells = line.slice(1, -1).split('|').map((cell) => cell.trim());
    if (title === undefined) throw new Error(`expected a title above a table, got ${line}`);
    if (cells.every((cell) => cell === '---')) continue;
    if (head === undefined) {
      head = cells;
      found.set(title, new Map());
      continue;
    }
    const columns = head;
    if (cells.length !== columns.length) throw new Error(`${title}: expected ${columns.length} cells, got ${cells.length} in ${line}`);
    found.get(title)!.set(cells[0]!, new Map(columns.map((name, index) => [name, cells[index]!])));
  }
  return found;
}
