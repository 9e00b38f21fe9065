/**
 * @file `npm run generate`: writes generated pages and sections of pages anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@tegum/bootstrap/workspace';
import { pages, sections, withSection } from './src/generated-sections.mjs';

for (const { file, name, render } of sections) {
  const page = readFileSync(join(root, file), 'utf8');
  write(file, page, withSection(page, name, render()), `${file}: ${name}`);
}
for (const { file, render } of pages) {
  const path = join(root, file);
  write(file, existsSync(path) ? readFileSync(path, 'utf8') : '', render(), file);
}

/**
 * @param {string} file
 * @param {string} before
 * @param {string} after
 * @param {string} message
 */
function write(file, before, after, message) {
  if (after === before) return;
  writeFileSync(join(root, file), after);
  console.log(message);
}
