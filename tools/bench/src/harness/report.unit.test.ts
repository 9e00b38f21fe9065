import { expect, it } from 'vitest';
import { table, time } from './report.js';

it.each([[0.01234, '12.3 ns'], [1, '1.00 µs'], [999.4, '999 µs'], [1500, '1.50 ms'], [2.5e6, '2.50 s'], [2.5e9, '2500 s']])('%d µs reads %s', (us, text) => {
  expect(time(us)).toBe(text);
});

it('is a Markdown table', () => {
  const lines = table([{ name: 'a', per: 'cell', medianUs: 250, minUs: 200, maxUs: 300, rounds: 15, calls: 4 }]).split('\n');
  expect(lines[2]!.split('|').map((cell) => cell.trim()).slice(1, -1)).toEqual(['a', '250 µs', '200 µs – 300 µs', 'cell', '4,000', '15 × 4']);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
