import { InputError } from '@tegum/core';
import { didYouMean } from '@tegum/experiments';
import { checkEntry, notesEntries, type NotesEntry, type NotesResult } from '@tegum/notes';
import { Command } from 'commander';
import { ExitCode } from '../../errors/exit-code.js';
import { progressStyles, type ProgressStyle } from '../../progress/create-reporter.js';
import { stepProgress } from '../../progress/step-progress.js';
import type { Context } from '../context.js';
import { wordValue } from '../option-values.js';
import { textTable } from '../text-table.js';

const examples = `
Examples:
  tegum notes                    every equation, claim and correction, computed now
  tegum notes eq-22 eq-28-energy
  tegum notes --json
`;

interface NotesFlags {
  readonly progress: ProgressStyle;
  readonly json: boolean;
}

export function notesVerb(context: Context): Command {
  return new Command('notes')
    .summary('check the source notes')
    .description('Computes every numbered equation, proposition, claim and correction of the source notes, and says which hold. Ends with code 1 if one fails.')
    .argument('[ids...]', 'only these entries, in full')
    .option('--progress <style>', 'bar, json or none', wordValue('--progress', progressStyles), 'bar')
    .option('--json', 'print JSON', false)
    .addHelpText('after', examples)
    .action(async (ids: readonly string[], { progress, json }: NotesFlags) => {
      const results = checkAll(context, chosen(ids), progress);
      await context.terminal.print(json ? `${JSON.stringify(results)}\n` : `${ids.length > 0 ? results.map(inFull).join('\n\n') : overview(results)}\n`);
      if (results.some(({ status }) => status === 'fails')) context.exitCode = ExitCode.internal;
    });
}

function chosen(ids: readonly string[]): readonly NotesEntry[] {
  if (ids.length === 0) return notesEntries;
  const known = notesEntries.map(({ id }) => id);
  return ids.map((id) => {
    const entry = notesEntries.find((candidate) => candidate.id === id);
    if (entry === undefined) throw new InputError('notes', 'the id of an entry', JSON.stringify(id), didYouMean(id, known) ?? '`tegum notes` lists them');
    return entry;
  });
}

function checkAll({ terminal }: Context, entries: readonly NotesEntry[], style: ProgressStyle): NotesResult[] {
  const progress = stepProgress(terminal, style, { title: 'Checking the source notes', unit: 'entries', total: entries.length });
  try {
    return entries.map((entry) => {
      const result = checkEntry(entry);
      progress.advance();
      return result;
    });
  } finally {
    progress.finish();
  }
}

function overview(results: readonly NotesResult[]): string {
  const table = textTable(
    ['id', 'place', 'status', 'residual', 'tolerance', 'as printed'],
    results.map(({ id, where, status, residual, tolerance, residualAsPrinted }) => [
      id,
      where,
      status,
      residual.toExponential(1),
      tolerance.toExponential(0),
      residualAsPrinted === null ? '' : residualAsPrinted.toPrecision(2),
    ]),
  );
  const count = (status: NotesResult['status']): string => String(results.filter((result) => result.status === status).length);
  return `${table}\n\n${count('holds')} hold, ${count('corrected')} corrected, ${count('fails')} fail. Details: tegum notes ID, or docs/notes.md.`;
}

function inFull({ id, where, status, statement, correction, method, residual, residualAsPrinted, tolerance }: NotesResult): string {
  return [
    `${id} (${where}): ${status}`,
    `  ${statement}`,
    ...(correction === null ? [] : [`  Instead: ${correction}`]),
    `  Checked: ${method}.`,
    `  Residual ${residual.toExponential(2)}, tolerance ${tolerance.toExponential(0)}${residualAsPrinted === null ? '' : `, as printed ${residualAsPrinted.toPrecision(3)}`}.`,
  ].join('\n');
}
