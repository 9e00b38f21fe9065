/** @file The registry as a page to read: docs/notes.md. */
import type { NotesResult } from './entry.js';

const INTRODUCTION = `# The source notes, checked

Tegum began with a set of notes on the mathematics of toy autoencoders. This page has one entry for each of their numbered equations,
propositions and claims, and for each correction they need. Nothing here is asserted: every entry is computed, by two ways that do not
know of each other, whenever this page is written and whenever the tests run. \`tegum notes\` computes them on your machine.

The *residual* is how far the statement — as corrected, if it is — misses, at most, over all cases tried. A correction counts only if
it holds and the statement as printed clearly does not: *as printed* says by how much that misses.

The notes write D, d, S and a bias that is subtracted; Tegum writes n, m, p = 1 − S and a bias that is added. Symbols:
[glossary](glossary.md).`;

/**
 * Markdown; the same results, the same text.
 *
 * @example
 * notesPage([checkEntry(notesEntries[0]!)]).startsWith('# '); // → true
 */
export function notesPage(results: readonly NotesResult[]): string {
  const counts = (['holds', 'corrected', 'fails'] as const).map((status) => `${String(results.filter((r) => r.status === status).length)} ${status === 'holds' ? 'hold' : status === 'fails' ? 'fail' : status}`);
  return `${[INTRODUCTION, `${String(results.length)} entries: ${counts.join(', ')}.`, ...results.map(section)].join('\n\n')}\n`;
}

function section(result: NotesResult): string {
  const { id, where, status, statement, correction, method } = result;
  const lines = [
    `## ${id}`,
    `${where} · **${status}** · ${figures(result)}`,
    statement,
    ...(correction === null ? [] : [`*Instead:* ${correction}`]),
    `*Checked:* ${method}.`,
  ];
  return lines.join('\n\n');
}

function figures({ residual, residualAsPrinted, tolerance }: NotesResult): string {
  const parts = [`residual ${atMost(residual)}, tolerance ${tolerance.toExponential()}`];
  if (residualAsPrinted !== null) parts.push(`as printed ${residualAsPrinted.toPrecision(2)}`);
  return parts.join(', ');
}

/** The next power of ten, so that a change of the last bits is no change of the page. */
function atMost(residual: number): string {
  if (residual === 0) return '0';
  const exponent = Number(residual.toExponential(0).split('e')[1]);
  return `< 1e${String(exponent + 1)}`;
}
