import { Writable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
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

  it('shows itself while the first step is still under way on another thread', () => {
    vi.useFakeTimers();
    try {
      const { terminal, text } = setUp();
      const progress = stepProgress(terminal, 'json', { title: 'slow', unit: 'lines', total: 2, now: () => Date.now() });
      vi.advanceTimersByTime(1000);
      expect(text()).toContain('"event":"start","title":"slow"');
      expect(text()).toContain('"finished":0');
      progress.finish();
      const ended = text();
      expect(ended.trimEnd().split('\n').at(-1)).toContain('"event":"finish"');
      vi.advanceTimersByTime(5000);
      expect(text()).toBe(ended);
    } finally {
      vi.useRealTimers();
    }
  });
});
