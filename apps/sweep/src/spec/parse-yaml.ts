/**
 * @file YAML or JSON text → plain data, refusing everything that is not plain data.
 *
 * Aliases are limited (a "billion laughs" document stays small), merge keys are off (they hide where a value comes
 * from), duplicate keys are errors, and every error names its line and column.
 */
import { InputError } from '@tegum/core';
import { isCollection, isNode, LineCounter, parseDocument, type Document } from 'yaml';

const maxSizeBytes = 1 << 20;
const maxAliases = 50;

/** Plain data, and where in the text each part of it stands. */
export interface ParsedText {
  readonly data: unknown;
  /** `line:column` of the deepest part of a path that exists, 1-based; the start of the text if none does. */
  locate(path: readonly (string | number)[]): string;
}

/**
 * Reads one YAML 1.2 (hence also JSON) document.
 *
 * @param name - What to call the text in errors, usually its path.
 * @throws {InputError} for malformed, too large or too heavily aliased text, as `name:line:column`.
 */
export function parseYaml(text: string, name: string): ParsedText {
  if (Buffer.byteLength(text) > maxSizeBytes) {
    throw new InputError(name, 'at most 1 MiB of text', `${String(Buffer.byteLength(text))} bytes`, 'describe the grid by ranges, not by listing it');
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', merge: false, uniqueKeys: true, prettyErrors: false, lineCounter: lines });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    throw new InputError(`${name}:${position(lines, problem.pos[0])}`, 'well-formed YAML or JSON', lowerFirst(problem.message));
  }
  return { data: toData(document, name), locate: (path) => position(lines, offsetOf(document, path)) };
}

function toData(document: Document.Parsed, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new InputError(name, `at most ${String(maxAliases)} uses of aliases`, 'more', 'write the values out');
  }
}

function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = isCollection(document.contents) ? document.contents.getIn(path.slice(0, length), true) : undefined;
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function position(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${String(Math.max(1, line))}:${String(Math.max(1, col))}`;
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
