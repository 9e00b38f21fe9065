/** @file Where the report goes in the repository: a section of a page, and single figures quoted on other pages. */
import { readTables } from './tables.js';

const start = '<!-- generated: performance -->';
const end = '<!-- end generated -->';

/** What stands between the markers. */
export function sectionOf(page: string): string {
  const [from, to] = bounds(page);
  return page.slice(from, to).trim();
}

export function withSection(page: string, section: string): string {
  const [from, to] = bounds(page);
  return `${page.slice(0, from)}\n\n${section}\n\n${page.slice(to)}`;
}

function bounds(page: string): [number, number] {
  const from = page.indexOf(start);
  const to = page.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`page: expected ${start} and later ${end}, got neither or one of them`);
  return [from + start.length, to];
}

/** `<!-- bench: table | model | column -->figure<!-- end bench -->` */
const quotation = /<!-- bench: ([^|]+) \| ([^|]+) \| (.+?) -->([\s\S]*?)<!-- end bench -->/g;

/** `<!-- bench machine -->where it was measured<!-- end bench -->` */
const machineQuotation = /<!-- bench machine -->([\s\S]*?)<!-- end bench -->/g;

export interface Quotation {
  readonly table: string;
  readonly model: string;
  readonly column: string;
  readonly figure: string;
}

export function quotations(page: string): Quotation[] {
  return [...page.matchAll(quotation)].map(([, table = '', model = '', column = '', figure = '']) => ({ table, model, column, figure }));
}

/** What pages say of the machine. */
export function quotedMachines(page: string): string[] {
  return [...page.matchAll(machineQuotation)].map(([, machine = '']) => machine);
}

/** Where the figures of a section were measured. */
export function machineOf(section: string): string {
  const machine = /^Machine: (.+)\.$/m.exec(section)?.[1];
  if (machine === undefined) throw new Error('page: expected a line of the machine in the section, got none');
  return machine;
}

/**
 * A page with its quoted figures, and the machine, taken from a section.
 *
 * @throws {Error} if the section has no such figure.
 */
export function withQuotations(page: string, section: string): string {
  const cells = readTables(section);
  const placed = page.replace(machineQuotation, () => `<!-- bench machine -->${machineOf(section)}<!-- end bench -->`);
  return placed.replace(quotation, (_, table: string, model: string, column: string) => {
    const figure = cells.get(table)?.get(model)?.get(column);
    if (figure === undefined || figure === '') throw new Error(`page: expected a figure in the section, got none at ${table} | ${model} | ${column}`);
    return `<!-- bench: ${table} | ${model} | ${column} -->${figure}<!-- end bench -->`;
  });
}
