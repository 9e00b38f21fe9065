import { describe, expect, it } from 'vitest';
import { conceptFigures } from './concept-figures.mjs';
import { read } from './repository-files.mjs';

describe('figures of the concepts pages', () => {
  it.each(conceptFigures)('$file is what `npm run docs:figures` draws', ({ file, draw }) => {
    expect(draw()).toBe(read(`docs/images/${file}`));
  });
});
