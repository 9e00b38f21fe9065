/**
 * @file `npm run generate`: writes the generated sections of the pages anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@tegum/bootstrap/workspace';
import { sections, withSection } from './src/generated-sections.mjs';

for (const { file, name, render } of sections) {
  const path = join(root, file);
  const page = readFileSync(path, 'utf8');
  const fresh = withSection(page, name, render());
  if (fresh === page) continue;
  writeFileSync(path, fresh);
  console.log(`${file}: ${name}`);
}
