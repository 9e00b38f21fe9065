import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Terminal } from '../cli/terminal.js';
import { stepProgress } from './step-progress.js';

function setUp(): { readonly terminal: Terminal; readonly text: () => string } {
  let text = '';
  const stderr = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  return { terminal: { stderr, canRedraw: false } as unknown as Terminal, text: () => text };
}

describe('stepProgress', () => {
  it('says nothing of what takes less than a second', () => {
    const { terminal, text } = setUp();
    let ms = 0;
    const progress = stepProgress(terminal, 'bar', { title: 'short', unit: 'starts', total: 9, now: () => (ms += 100) });
    for (let step = 0; step < 9; step++) progress.advance();
    progress.finish();
    expect(text()).toBe('');
  });

  it('counts steps in their unit, from the title to the end', () => {
    const { terminal, text } = setUp();
    let ms = 0;
    const progress = stepProgress(terminal, 'bar', { title: 'long', unit: 'starts', total: 4, now: () => (ms += 2000) });
    for (let step = 0; step < 4; step++) progress.advance();
    progress.finish();
    const lines = text().trimEnd().split('\n');
    expect(lines[0]).toBe('long');
    expect(lines.at(-1)).toMatch(/^4 of 4 starts \(100 %\), .* starts\/s, after /);
    expect(text()).toContain('3 of 4 starts (75 %)');
  });
});
