/**
 * @file `npm run docs:figures`: the figures of the concepts pages, computed and drawn into `docs/images`. The same bytes every time.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@tegum/bootstrap/workspace';
import { conceptFigures } from './src/concept-figures.mjs';

for (const { file, draw } of conceptFigures) {
  writeFileSync(join(root, 'docs/images', file), draw());
  console.log(`docs/images/${file}`);
}
