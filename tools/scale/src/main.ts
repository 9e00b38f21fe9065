/** @file Writes the figures of docs/concepts/scale.md, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withFigures } from './page.js';
import { scaleTables } from './tables.js';

const page = fileURLToPath(new URL('../../../docs/concepts/scale.md', import.meta.url));
const tables = scaleTables();
writeFileSync(page, withFigures(readFileSync(page, 'utf8'), tables));
console.log(tables);
