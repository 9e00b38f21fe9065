/** @file The compiled kernels of one picture maker, by their text: the sizes of pictures seldom change from one to the next. */
import type { Device } from './device.js';
import { Program, type ProgramText } from './program.js';

const MOST = 4;

export class Programs {
  private readonly byText = new Map<string, Program>();

  constructor(readonly device: Device) {}

  /** The program of a text; compiled anew only if it is not among the last four that were used. */
  of(text: ProgramText): Program {
    const key = `${text.output.join('×')} ${text.source}`;
    const program = this.byText.get(key) ?? new Program(this.device, text);
    this.byText.delete(key);
    this.byText.set(key, program);
    for (const [oldest, old] of this.byText) {
      if (this.byText.size <= MOST) break;
      this.byText.delete(oldest);
      old.dispose();
    }
    return program;
  }

  dispose(): void {
    for (const program of this.byText.values()) program.dispose();
    this.byText.clear();
  }
}
