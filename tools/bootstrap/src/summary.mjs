/** @import { Outcome } from './outcomes.mjs' */

/** Checks first, then the kinds of test from small to large. */
const order = ['lint', 'typecheck', 'build', 'unit', 'prop', 'golden', 'type', 'int', 'e2e', 'browser'];

/**
 * The closing report: a line a kind, every failure and every skipped test by name, then the line that counts.
 *
 * @param {readonly Outcome[]} outcomes
 * @returns {{ lines: string[], ok: boolean }} `ok` only if nothing failed and at least one test passed.
 */
export function summarise(outcomes) {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].sort((a, b) => rank(a) - rank(b));
  const width = Math.max(...kinds.map((kind) => kind.length));
  const lines = kinds.map((kind) => `${kind.padEnd(width)}  ${counts(outcomes.filter((each) => each.kind === kind))}`);
  for (const { name, status, reason } of outcomes) {
    if (status !== 'passed') lines.push(`${status}: ${name}${reason === undefined ? '' : ` (${reason})`}`);
  }
  lines.push(counts(outcomes));
  const tested = outcomes.some(({ kind, status }) => status === 'passed' && !['lint', 'typecheck', 'build'].includes(kind));
  return { lines, ok: tested && !outcomes.some(({ status }) => status === 'failed') };
}

/** @param {readonly Outcome[]} outcomes */
function counts(outcomes) {
  const count = (/** @type {Outcome['status']} */ status) => outcomes.filter((each) => each.status === status).length;
  const skipped = count('skipped');
  return `${count('passed')} passed, ${count('failed')} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** @param {string} kind */
function rank(kind) {
  const place = order.indexOf(kind);
  return place === -1 ? order.length : place;
}
