import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withFigures } from './page.js';
import { scaleTables } from './tables.js';

it('says in docs/concepts/scale.md what the simulation says', () => {
  const page = readFileSync(fileURLToPath(new URL('../../../docs/concepts/scale.md', import.meta.url)), 'utf8');
  expect(withFigures(page, scaleTables())).toBe(page);
});

it('refuses a page without marks', () => {
  expect(() => withFigures('# x\n', '')).toThrow('expected <!-- simulated: figures -->');
});
