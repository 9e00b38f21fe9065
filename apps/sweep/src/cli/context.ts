import type { ExitCode } from '../errors/exit-code.js';
import type { Terminal } from './terminal.js';

/** What a verb needs of the process, and what the process learns from the verb. */
export interface Context {
  readonly terminal: Terminal;
  /** Set by a verb that ends with another code than 0 without an error. */
  exitCode: ExitCode;
}
