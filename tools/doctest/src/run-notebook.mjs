/**
 * @file The cells of a notebook, one after the other in one scope, as a notebook runs them.
 */
import ts from 'typescript';
import { runModule } from './run-module.mjs';

/**
 * Runs cells in one module of Node. What a cell prints is its output, and so is the value of its last statement, where that is an expression.
 *
 * @param {readonly string[]} cells TypeScript or JavaScript; a cell sees what the cells before it declare and import.
 * @param {string} folder From whose `node_modules` packages are taken.
 * @param {{ flags?: readonly string[] }} [options] Flags for Node.
 * @returns {{ text: string, figure: string | undefined }[]} What each cell gives: lines of text, and a last value that is an SVG drawing.
 * @throws {Error} if a cell throws.
 */
export function runNotebook(cells, folder, options) {
  const script = cells.map((cell) => `$cell();\n${showingLast(cell)}`).join('\n');
  const { outputText } = ts.transpileModule(script, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  return runModule(`${prelude}\n${outputText}\nprocess.stdout.write(JSON.stringify($outputs));\n`, folder, options);
}

/** @param {string} cell */
function showingLast(cell) {
  const source = ts.createSourceFile('cell.ts', cell, ts.ScriptTarget.ES2022, true);
  const last = source.statements.at(-1);
  if (last === undefined || !ts.isExpressionStatement(last)) return cell;
  const value = last.expression;
  return `${cell.slice(0, value.getStart(source))}$show(${value.getText(source)})${cell.slice(value.end)}`;
}

const prelude = `
import { formatWithOptions } from 'node:util';
const $outputs = [];
function $cell() { $outputs.push({ text: '', figure: undefined }); }
function $print(...values) {
  const output = $outputs.at(-1);
  const line = formatWithOptions({ breakLength: 100 }, ...values);
  output.text += (output.text === '' ? '' : '\\n') + line;
}
console.log = $print;
function $show(value) {
  if (typeof value === 'string' && value.startsWith('<svg')) $outputs.at(-1).figure = value;
  else if (value !== undefined) $print(value);
}`;
