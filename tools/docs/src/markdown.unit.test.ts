import { describe, expect, it } from 'vitest';
import { anchors, definitionList, links, snippets } from './markdown.mjs';

describe('links', () => {
  it('finds links, images and HTML, but not what stands in code', () => {
    const page = 'a [b](c.md#d) ![e](f.png "title") `[g](h)`\n```\n[i](j)\n```\n<img src="k.svg">';
    expect(links(page)).toEqual(['c.md#d', 'f.png', 'k.svg']);
  });
});

describe('anchors', () => {
  it('follow GitHub’s rule', () => {
    expect(anchors('# A run, folder\n## `npm start`\n## Twice\n## Twice\n```\n# not this\n```\n')).toEqual([
      'a-run-folder',
      'npm-start',
      'twice',
      'twice-1',
    ]);
  });
});

describe('snippets', () => {
  it('keeps fenced lines and inline code apart', () => {
    expect(snippets('say `npm test` or\n```sh\nnpm start\n```\n')).toEqual({ fenced: ['npm start', ''], inline: ['npm test'] });
  });
});

describe('definitionList', () => {
  it('makes items of lines that name what they tell, and leaves prose and what goes on below alone', () => {
    expect(definitionList('The loss.\n\nShape      W [m, n]\nEdge cases p = 0\nCost       O(n²),\n           less where rows are silent')).toBe(
      'The loss.\n\n- **Shape** W [m, n]\n- **Edge cases** p = 0\n- **Cost** O(n²),\n           less where rows are silent',
    );
  });
});
