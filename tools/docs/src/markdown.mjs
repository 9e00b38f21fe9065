/**
 * @file As much Markdown as the checks and the site need: links, headings, code, lists.
 */

/** @param {string} page */
function withoutCode(page) {
  return page.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`\n]*`/g, '');
}

/**
 * Targets of links and images, as written.
 *
 * @param {string} page
 */
export function links(page) {
  return [...withoutCode(page).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)|(?:href|src)="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '');
}

/**
 * The anchors a page has, by GitHub's rule: lower case, punctuation dropped, blanks to hyphens, repeats numbered.
 *
 * @param {string} page
 */
export function anchors(page) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return [...page.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = '']) => {
    const slug = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

/**
 * What stands in code: fenced lines and inline snippets.
 *
 * @param {string} page
 */
export function snippets(page) {
  const fenced = [...page.matchAll(/^ *```[^\n]*\n([\s\S]*?)^ *```/gm)].flatMap(([, body = '']) => body.split('\n').map((line) => line.trim()));
  const inline = [...page.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return { fenced, inline };
}

/**
 * Lines of a docstring that name what they tell, like `Cost       O(features²)`, as items of a list: Markdown would run them together.
 *
 * @param {string} text
 */
export function definitionList(text) {
  return text.replace(/^(Edge cases|[A-Za-z]+(?: [a-z]+)?(?= {2})) +(?=\S)/gm, '- **$1** ');
}
