/**
 * @file What one entry of a view's state may be, and how it is written in the address.
 */
import { InputError } from '@tegum/core';

export interface Parameter<Value> {
  /** The value where the address says nothing. */
  readonly initial: Value;
  /** @throws {InputError} naming `where` if the text is no such value. */
  readonly parse: (text: string, where: string) => Value;
  /** What `parse` reads back as the same value. */
  readonly format: (value: Value) => string;
}

interface Range {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
}

/** A finite number from `min` to `max`. */
export function number({ initial, min, max }: Range): Parameter<number> {
  return { initial, parse: (text, where) => inRange(text, where, min, max, 'a number'), format: String };
}

/** An integer from `min` to `max`. */
export function integer({ initial, min, max }: Range): Parameter<number> {
  return { initial, parse: (text, where) => inRange(text, where, min, max, 'an integer', Number.isInteger), format: String };
}

/** The seed of every random choice: an unsigned 32-bit integer, as `--seed` of the command line. */
export function seed(initial = 0): Parameter<number> {
  return integer({ initial, min: 0, max: 2 ** 32 - 1 });
}

/** One of a few words. */
export function choice<const Word extends string>(words: readonly Word[], initial: NoInfer<Word>): Parameter<Word> {
  return {
    initial,
    parse: (text, where) => {
      const word = words.find((candidate) => candidate === text);
      if (word === undefined) throw new InputError(where, `one of ${words.join(', ')}`, show(text));
      return word;
    },
    format: (word) => word,
  };
}

/** On or off, written 1 or 0. */
export function flag(initial: boolean): Parameter<boolean> {
  return {
    initial,
    parse: (text, where) => {
      if (text !== '0' && text !== '1') throw new InputError(where, '0 or 1', show(text));
      return text === '1';
    },
    format: (value) => (value ? '1' : '0'),
  };
}

/** A short text; nothing in it is taken for more than text. */
export function text({ initial, most, pattern = /^[^\p{Cc}]*$/u }: { readonly initial: string; readonly most: number; readonly pattern?: RegExp }): Parameter<string> {
  return {
    initial,
    parse: (given, where) => {
      if (given.length > most) throw new InputError(where, `at most ${String(most)} characters`, String(given.length));
      if (!pattern.test(given)) throw new InputError(where, 'plain text', show(given));
      return given;
    },
    format: (value) => value,
  };
}

/** A few numbers from `min` to `max`, with commas between them. */
export function numbers(rule: { readonly initial: readonly number[]; readonly min: number; readonly max: number; readonly most: number }): Parameter<readonly number[]> {
  return {
    initial: rule.initial,
    parse: (text, where) => {
      const parts = text === '' ? [] : text.split(',');
      if (parts.length > rule.most) throw new InputError(where, `at most ${String(rule.most)} numbers`, String(parts.length));
      return parts.map((part, index) => inRange(part, `${where} (number ${String(index + 1)})`, rule.min, rule.max, 'a number'));
    },
    format: (values) => values.join(','),
  };
}

function inRange(text: string, where: string, min: number, max: number, noun: string, also = (_value: number) => true): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max) || !also(value)) {
    throw new InputError(where, `${noun} from ${String(min)} to ${String(max)}`, show(text));
  }
  return value;
}

function show(text: string): string {
  return text.length <= 40 ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, 39))}…`;
}
