/**
 * @file The process edge: where data goes, where talk goes, and what the far ends can show.
 */

export interface Terminal {
  /** Talk: progress, notes, errors. */
  readonly stderr: NodeJS.WriteStream;
  /** stderr is a terminal that can redraw a line. */
  readonly canRedraw: boolean;
  /** stderr may carry colour: a terminal, and NO_COLOR is unset. */
  readonly color: boolean;
  /** Writes data to stdout and waits until it is handed on. */
  print(data: string | Uint8Array): Promise<void>;
  /** Talk as it is. */
  tell(text: string): void;
  /** One line of talk. */
  say(line: string): void;
}

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const canRedraw = stderr.isTTY && env['TERM'] !== 'dumb';
  return {
    stderr,
    canRedraw,
    color: canRedraw && (env['NO_COLOR'] ?? '') === '',
    print: (data) =>
      new Promise((resolve, reject) => {
        stdout.write(data, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    tell: (text) => void stderr.write(text),
    say: (line) => void stderr.write(`${line}\n`),
  };
}
