/**
 * The fenced blocks of a page in one of the languages.
 *
 * @param {string} page
 * @param {readonly string[]} languages
 * @returns {{ language: string, code: string, line: number }[]} `line` is the number of the block's first line of code.
 */
export function codeBlocks(page, languages) {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, language = '']) => languages.includes(language))
    .map(({ index, 1: language = '', 2: code = '' }) => ({ language, code, line: page.slice(0, index).split('\n').length + 1 }));
}
