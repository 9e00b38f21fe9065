/**
 * @file Text after a flag → its value, or an `InputError` that names the flag.
 */
import { availableParallelism } from 'node:os';
import { InputError } from '@tegum/core';
import { Option } from 'commander';

interface NumberRule {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

/** @returns a parser for commander. */
export function numberValue(flag: string, rule: NumberRule = {}): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const { min = -Infinity, max = Infinity, integer = false } = rule;
    if (!Number.isFinite(value) || value < min || value > max || (integer && !Number.isInteger(value))) {
      throw new InputError(flag, describeRule(rule), show(text));
    }
    return value;
  };
}

/** Numbers with commas between them. */
export function numbersValue(flag: string, rule: NumberRule = {}): (text: string) => readonly number[] {
  return (text) => text.split(',').map((part, index, parts) => numberValue(parts.length === 1 ? flag : `${flag} (number ${String(index + 1)})`, rule)(part));
}

/** `10s`, `500ms`, `2min`, or a number of seconds → milliseconds. */
export function durationValue(flag: string): (text: string) => number {
  return (text) => {
    const match = /^(\d+(?:\.\d+)?)\s*(ms|s|min|h)?$/.exec(text.trim());
    if (match === null) throw new InputError(flag, 'a duration', show(text), 'write it like 10s, 500ms or 2min');
    return Number(match[1]) * { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }[(match[2] ?? 's') as 'ms' | 's' | 'min' | 'h'];
  };
}

/** One of a few words. */
export function wordValue<Word extends string>(flag: string, words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new InputError(flag, `one of ${words.join(', ')}`, show(text));
    return word;
  };
}

/** A flag that may stand several times. */
export function appended<Value>(value: Value, earlier: readonly Value[]): readonly Value[] {
  return [...earlier, value];
}

export const seedValue = numberValue('--seed', { min: 0, max: 2 ** 32 - 1, integer: true });

export function threadsOption(): Option {
  return new Option('--threads <n>', 'threads to compute with')
    .argParser(numberValue('--threads', { min: 1, max: 1024, integer: true }))
    .default(availableParallelism(), 'one a core');
}

function describeRule({ min, max, integer = false }: NumberRule): string {
  const noun = integer ? 'an integer' : 'a number';
  if (min !== undefined && max !== undefined) return `${noun} from ${String(min)} to ${String(max)}`;
  if (min !== undefined) return `${noun} ≥ ${String(min)}`;
  return max === undefined ? noun : `${noun} ≤ ${String(max)}`;
}

function show(text: string): string {
  return text.length <= 60 ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, 59))}…`;
}
