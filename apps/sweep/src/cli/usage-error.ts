/**
 * @file What commander finds wrong with a command line, in the form of our other errors.
 */
import { InputError } from '@tegum/core';
import type { CommanderError } from 'commander';

type Translation = (match: readonly string[]) => InputError;

const translations: readonly (readonly [RegExp, Translation])[] = [
  [/unknown option '([^']*)'(?:\s+\(Did you mean (.*?)\?\))?/s, ([, flag = '', near]) => unknown(flag, 'an option of this command', near)],
  [/unknown command '([^']*)'(?:\s+\(Did you mean (.*?)\?\))?/s, ([, verb = '', near]) => unknown(verb, 'a command of tegum', near)],
  [/missing required argument '([^']*)'/, ([, name = '']) => new InputError(name, 'a value', 'nothing', 'see --help')],
  [/required option '(--[\w-]+)[^']*' not specified/, ([, flag = '']) => new InputError(flag, 'a value', 'nothing', 'see --help')],
  [/option '(?:-\w, )?(--[\w-]+)[^']*' argument missing/, ([, flag = '']) => new InputError(flag, 'a value after it', 'nothing', 'see --help')],
  [
    /too many arguments for '([^']*)'\. Expected (\d+) arguments? but got (\d+)/,
    ([, verb = '', expected = '', actual = '']) => new InputError(`tegum ${verb}`, `${expected} ${expected === '1' ? 'argument' : 'arguments'}`, actual, 'see --help'),
  ],
];

/** The same finding as `where: expected …, got … (remedy)`; commander's own words where it says something else. */
export function usageError(error: CommanderError): Error {
  for (const [pattern, translate] of translations) {
    const match = pattern.exec(error.message);
    if (match !== null) return translate(match);
  }
  return error;
}

function unknown(word: string, expected: string, near: string | undefined): InputError {
  return new InputError(word, expected, 'an unknown one', near === undefined ? 'see --help' : `did you mean ${near}?`);
}
