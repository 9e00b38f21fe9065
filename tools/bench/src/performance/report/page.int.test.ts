import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problems } from '../problems.js';
import { machineOf, quotations, quotedMachines, sectionOf, withQuotations, withSection } from './page.js';
import { readTables } from './tables.js';
import { performancePage, quotingPages } from './write.js';

const page = 'before\n<!-- generated: performance -->\n\nold\n\n<!-- end generated -->\nafter';
const section = '**T**\n\n| model | a |\n| --- | --- |\n| 5×2 | 1.5× |';

describe('the section of a page', () => {
  it('is replaced, and nothing around it', () => {
    const written = withSection(page, section);
    expect(sectionOf(written)).toBe(section);
    expect(written.replace(section, 'old')).toBe(page);
    expect(() => withSection('nothing', section)).toThrow(/expected <!-- generated: performance -->/);
  });

  it('is what quoted figures are taken from', () => {
    const quoting = 'x <!-- bench: T | 5×2 | a -->9×<!-- end bench --> y';
    expect(withQuotations(quoting, section)).toBe('x <!-- bench: T | 5×2 | a -->1.5×<!-- end bench --> y');
    expect(() => withQuotations(quoting.replace('5×2', '6×2'), section)).toThrow(/expected a figure in the section, got none at T \| 6×2 \| a/);
  });

  it('is what says where it was measured', () => {
    const measured = `Machine: a quick one, 2 cores; 2026-01-01.\n\n${section}`;
    expect(withQuotations('on <!-- bench machine -->another<!-- end bench -->', measured)).toBe('on <!-- bench machine -->a quick one, 2 cores; 2026-01-01<!-- end bench -->');
    expect(() => withQuotations('on <!-- bench machine -->another<!-- end bench -->', section)).toThrow(/expected a line of the machine/);
  });

  it('has as many cells in a row as in its head', () => {
    expect(() => readTables(`${section}\n| 6×2 | 1 | 2 |`)).toThrow(/T: expected 2 cells, got 3/);
  });
});

describe('docs/concepts/performance.md', () => {
  const written = sectionOf(readFileSync(performancePage, 'utf8'));

  it('has four tables with every model, and says where they were measured', () => {
    const tables = readTables(written);
    expect(tables.size).toBe(4);
    for (const [title, rows] of tables) expect([...rows.keys()], title).toEqual(problems.map(({ features, hidden }) => `${features}×${hidden}`));
    expect(written).toMatch(/^Machine: .+ Node \d+\.\d+\.\d+, V8 .+\d{4}-\d\d-\d\d\.$/m);
    expect(written).toMatch(/^Peak: [\d.]+ GFLOP\/s/m);
    const times = tables.get('One evaluation of loss and gradient')!;
    for (const [model, cells] of times) expect(Number(cells.get('simd µs')), model).toBeGreaterThan(0);
  });

  it('is quoted in the README', () => {
    const readme = readFileSync(quotingPages[0]!, 'utf8');
    expect(quotedMachines(readme)).toEqual([machineOf(written)]);
    expect(quotations(readme).length).toBeGreaterThan(0);
  });

  it.each(quotingPages)('%s quotes its figures as they are', (file) => {
    const text = readFileSync(file, 'utf8');
    for (const { table, model, column, figure } of quotations(text)) expect(figure, `${table} | ${model} | ${column}`).toBe(readTables(written).get(table)?.get(model)?.get(column));
  });
});
