import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { quick } from './effort.js';
import { markdown, readTables, tables } from './report/tables.js';
import type { Report } from './report/report.js';
import { writeStandIn } from './torch/stand-in.support.test.js';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** What `--quick --json` prints, with Python being `python`. */
function compare(python: string, ...more: string[]): Report {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, '--quick', '--json', '--python', python, ...more], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Report;
}

function cellsOf(report: Report): ReturnType<typeof readTables> {
  return readTables(markdown(report));
}

// It computes for some 20 s, on a busy machine for longer.
describe('the comparison', { timeout: 300_000 }, () => {
  it('has every row and column, and ratios of its medians', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tegum-bench-'));
    const report = compare(writeStandIn(folder), '--figures', folder);
    expect(readdirSync(folder).filter((name) => name.endsWith('.svg'))).toEqual(['evaluation', 'loss', 'step', 'threads'].map((name) => `performance-${name}.svg`));
    rmSync(folder, { recursive: true });
    expect(report.machine.torch).toBe('PyTorch stand-in with reference BLAS, Python 0');
    expect(markdown(report)).toContain('apt-get install libopenblas0-pthread');
    expect(report.machine.name).toContain(process.versions.node);
    expect(report.peakGflops).toBeGreaterThan(0.1);
    const cells = cellsOf(report);
    const names = quick.problems.map(({ features, hidden }) => `${features}×${hidden}`);
    for (const { title, columns } of tables(report)) {
      expect([...cells.get(title)!.keys()]).toEqual(names);
      for (const [head] of columns) for (const name of names) expect(cells.get(title)!.get(name)!.has(head)).toBe(true);
    }
    const blanks = (name: string): string[] =>
      tables(report).flatMap(({ title, columns }) => columns.map(([head]) => head).filter((head) => cells.get(title)!.get(name)!.get(head) === ''));
    // Where no WebAssembly runs there is nothing to count.
    expect(['GFLOP/s', 'of peak', 'bytes / flop']).toEqual(expect.arrayContaining(blanks('2×1')));
    expect(blanks('10×3')).toEqual([]);
    expect(blanks('12×3').sort()).toEqual(
      ['above its minimum', 'best of PyTorch', 'best of them', 'evaluations', 'exact loss: median of PyTorch', 'exact loss: median of the solves',
        'ms to that loss', 'ratio at matched or better loss', 'ratio to that loss', 'solve ms', 'starts needed'].sort(),
    );

    for (const row of report.rows) {
      expect(row.evaluation.errorBound).toBeLessThanOrEqual(1e-5);
      expect(row.evaluation.measuredError).toBeLessThanOrEqual(1e-5);
      expect(row.evaluation.measuredTerms).toBeLessThanOrEqual(row.evaluation.terms);
      expect(row.threads.speedup[0]).toBe(1);
      // The stand-in says 1 ms a step of all its instances.
      expect(row.step!.torchUs! * row.step!.torchInstances).toBeCloseTo(1000, 6);
      expect(row.step!.tegumUs).toBeGreaterThan(0);
      expect(row.step!.coreUs).toBeGreaterThan(0);
      // Each active feature of a row at least goes forward to every output: a multiplication and an addition.
      expect(row.step!.flops).toBeGreaterThan(1024 * row.density * row.features * row.features);
      expect(row.torch!.seconds).toBeCloseTo((row.step!.torchUs! * quick.torchSteps) / 1e6, 12);
    }
    const [smallest] = report.rows as [Report['rows'][0]];
    // The stand-in's models output nothing: their loss is 2p/3.
    expect(smallest.torch!.losses).toHaveLength(8 * report.machine.cores);
    for (const loss of smallest.torch!.losses) expect(loss).toBeCloseTo((2 * 0.1) / 3, 9);
    expect(smallest.target!.startsNeeded).toBe(1);
    expect(smallest.target!.ms).toBe(smallest.solve!.ms);
    expect(smallest.target!.firstMs!).toBeGreaterThan(0);
    const ratio = (1000 * smallest.torch!.seconds) / smallest.solve!.ms;
    expect(Number.parseFloat(cells.get('Time to a given population loss')!.get('2×1')!.get('ratio at matched or better loss')!)).toBeCloseTo(ratio, ratio > 100 ? -1 : 1);
    for (const row of report.rows) if (row.solve !== null) expect(row.solve.excess!).toBeLessThan(1e-5);
  });

  it('names PyTorch where it is missing, says how to get it, and leaves its columns blank', () => {
    const report = compare('no-such-python', '--models', '2x1');
    expect(report.machine.torch).toBeNull();
    const text = markdown(report);
    expect(text).toMatch(/PyTorch: not measured, no-such-python has none .*apt-get install python3-torch libopenblas0-pthread/);
    const cells = readTables(text);
    expect(cells.get('One step of AdamW at batch 1024, per instance')!.get('2×1')!.get('PyTorch ms')).toBe('');
    expect(cells.get('Time to a given population loss')!.get('2×1')!.get('PyTorch s')).toBe('');
    expect(cells.get('Time to a given population loss')!.get('2×1')!.get('solve ms')).not.toBe('');
  });
});
