/**
 * @file YAML or JSON text → plain data, refusing everything that is not plain data.
 *
 * Aliases are limited (a "billion laughs" document stays small), merge keys are off (they hide where a value comes
 * from), duplicate keys are errors, and every error names its line and column.
 */
import { InputError } from '@tegum/core';
import { isCollection, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';

/** Reading JSON takes milliseconds a mebibyte, YAML hundreds. */
const maxJsonBytes = 1 << 20;
const maxYamlBytes = 1 << 16;
const maxAliases = 50;
/** The parser is recursive: it is protected from what would end the process. No spec is deeper than 6. */
const maxDepth = 32;

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
  refuseSize(text, name, maxJsonBytes);
  refuseDepth(text, name);
  const json = jsonOf(text);
  if (json !== undefined && Buffer.byteLength(text) > maxYamlBytes) return { data: json, locate: () => '1:1' };
  refuseSize(text, name, maxYamlBytes);
  const lines = new LineCounter();
  // Looking for repeated keys takes the parser a time that grows with their square.
  const document = parseDocument(text, { version: '1.2', merge: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent', lineCounter: lines });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    throw new InputError(`${name}:${position(lines, problem.pos[0])}`, 'well-formed YAML or JSON', lowerFirst(problem.message));
  }
  refuseStrangeKeys(document, name, lines);
  return { data: toData(document, name), locate: (path) => position(lines, offsetOf(document, path)) };
}

function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refuseSize(text: string, name: string, most: number): void {
  const bytes = Buffer.byteLength(text);
  if (bytes <= most) return;
  const size = most >= 1 << 20 ? `${String(most >> 20)} MiB of text` : `${String(most >> 10)} KiB of YAML, or 1 MiB of JSON`;
  throw new InputError(name, `at most ${size}`, `${String(bytes)} bytes`, 'describe the grid by ranges, not by listing it');
}

/** Counts more than there is, a bracket within quotes for instance, but never less. */
function refuseDepth(text: string, name: string): void {
  let depth = 0;
  let line = 1;
  const refuse = (): never => {
    throw new InputError(`${name}:${String(line)}`, `at most ${String(maxDepth)} levels of nesting`, 'more');
  };
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) line += 1;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > maxDepth) refuse();
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
  }
  // In YAML each of the characters a line begins with can open a level, and so can each indicator in a row of them.
  const deepLine = text.split('\n').findIndex((each) => (/^[\s?:-]*/.exec(each)?.[0].length ?? 0) > 4 * maxDepth || /(?:[?:-]\s+){32}/.test(each));
  line = deepLine + 1;
  if (deepLine >= 0) refuse();
}

function refuseStrangeKeys(document: Document.Parsed, name: string, lines: LineCounter): void {
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) throw new InputError(name, 'keys that are words', 'a list or a mapping as key');
        if (seen.has(key.value)) throw new InputError(`${name}:${position(lines, key.range?.[0] ?? 0)}`, 'every key once', `${JSON.stringify(key.value)} again`);
        seen.add(key.value);
      }
    },
  });
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
