import type { Terminal } from '../cli/terminal.js';
import { BarReporter } from './bar-reporter.js';
import { JsonReporter } from './json-reporter.js';
import { LineReporter } from './line-reporter.js';
import type { ProgressReporter } from './reporter.js';

export const progressStyles = ['bar', 'json', 'none'] as const;
export type ProgressStyle = (typeof progressStyles)[number];

const silent: ProgressReporter = {
  start: () => undefined,
  update: () => undefined,
  note: () => undefined,
  finish: () => undefined,
};

/** `bar` needs a terminal that can redraw a line; elsewhere it becomes plain lines. */
export function createReporter(style: ProgressStyle, terminal: Terminal): ProgressReporter {
  if (style === 'none') return silent;
  if (style === 'json') return new JsonReporter(terminal.stderr);
  return terminal.canRedraw ? new BarReporter(terminal.stderr, { color: terminal.color }) : new LineReporter(terminal.stderr);
}
