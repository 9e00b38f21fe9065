import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { renderBar } from './bar-reporter.js';
import { JsonReporter } from './json-reporter.js';
import { LineReporter } from './line-reporter.js';
import type { ProgressSnapshot } from './progress-tracker.js';

const snapshot: ProgressSnapshot = { unit: 'cells', total: 4096, finished: 1024, failed: 0, fraction: 0.25, elapsedMs: 2000, cellsPerSecond: 512, remainingMs: 6000 };

function stream(): { readonly stream: Writable; readonly lines: () => string[] } {
  let text = '';
  return {
    stream: new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        text += chunk.toString();
        done();
      },
    }),
    lines: () => text.trimEnd().split('\n'),
  };
}

describe('renderBar', () => {
  it('fills the bar by cost and says how long it takes', () => {
    expect(renderBar(snapshot, 200, false)).toBe(`${'█'.repeat(10)}${'░'.repeat(30)}  25 % · 1\u202f024 / 4\u202f096 cells · 512 cells/s · 6.0 s left`);
  });

  it.each([120, 80, 60, 40, 10, 1])('fits into %d columns', (columns) => {
    expect(renderBar({ ...snapshot, failed: 3 }, columns, false).length).toBeLessThan(columns + 1);
  });

  it('names failed cells, and the time it took when complete', () => {
    const complete = { ...snapshot, finished: 4096, fraction: 1, failed: 2, remainingMs: 0 };
    expect(renderBar(complete, 200, false)).toMatch(/100 % · .* · done in 2\.0 s · 2 failed$/);
  });

  it('colours the bar only when it may', () => {
    expect(renderBar(snapshot, 200, false)).not.toContain('\u001b');
    expect(renderBar(snapshot, 200, true)).toContain(`\u001b[36m${'█'.repeat(10)}${'░'.repeat(30)}\u001b[39m `);
  });
});

describe('LineReporter', () => {
  it('writes a line every few seconds, not one an update', () => {
    const { stream: stderr, lines } = stream();
    const reporter = new LineReporter(stderr);
    for (let elapsedMs = 0; elapsedMs <= 12_000; elapsedMs += 100) reporter.update({ ...snapshot, elapsedMs });
    expect(lines()).toEqual(Array(2).fill('1\u202f024 of 4\u202f096 cells (25 %), 512 cells/s, 6.0 s left'));
  });
});

describe('JsonReporter', () => {
  it('writes one object a line', () => {
    const { stream: stderr, lines } = stream();
    const reporter = new JsonReporter(stderr);
    reporter.start('small', snapshot);
    reporter.update({ ...snapshot, elapsedMs: 0 });
    reporter.update({ ...snapshot, elapsedMs: 100 });
    reporter.note('a\nb');
    reporter.finish(snapshot);
    expect(lines().map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['start', 'progress', 'note', 'finish']);
  });
});
