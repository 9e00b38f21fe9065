/**
 * @file A page that is a notebook: below each of its code cells stands what the cell gives when all of them are run in order.
 *
 * A cell is a block of `ts`. Its text is the block of `text` behind it, and its figure the image behind that, whose file is named by the page.
 */
import { root } from '@tegum/bootstrap/workspace';
import { runNotebook } from '@tegum/doctest';
import { read } from './repository-files.mjs';

const cellPattern = /^```ts\n([\s\S]*?)^```\n(?:\n```text\n[\s\S]*?^```\n)?(?:\n(!\[[^\]]*\]\(([^)]+\.svg)\))\n)?/gm;

/** Cells import the sources, so that nothing has to be built first. */
const flags = ['--conditions=@tegum/source', '--import', 'tsx'];

/**
 * The figures that a notebook shows below its cells, as the page names them.
 *
 * @param {string} page
 * @returns {string[]}
 */
export function figuresOf(page) {
  return [...page.matchAll(cellPattern)].flatMap(([, , , file]) => file ?? []);
}

/**
 * Runs a notebook.
 *
 * @param {string} page
 * @returns {{ page: string, figures: Map<string, string> }} The page with its outputs written anew, and its drawings by file.
 * @throws {Error} if a cell throws, or draws a figure that the page does not show, or none where it shows one.
 */
export function notebookPage(page) {
  const outputs = runNotebook([...page.matchAll(cellPattern)].map(([, code = '']) => code), root, { flags });
  /** @type {Map<string, string>} */
  const figures = new Map();
  let index = 0;
  const written = page.replace(cellPattern, (_, code, image, file) => {
    const { text = '', figure } = outputs[index++] ?? {};
    if ((figure === undefined) !== (image === undefined)) {
      throw new Error(`cell ${index}: expected ${image === undefined ? 'an image behind it for the figure it draws' : `a figure for ${file}`}, got none`);
    }
    if (figure !== undefined) figures.set(file, figure);
    return ['```ts\n' + code + '```\n', text === '' ? '' : `\n\`\`\`text\n${text}\n\`\`\`\n`, image === undefined ? '' : `\n${image}\n`].join('');
  });
  return { page: written, figures };
}

/**
 * A notebook of the repository as generated pages: itself and its figures, from one run.
 *
 * @param {string} file In a folder of which the figures' addresses are relative.
 * @returns {{ file: string, render: () => string }[]}
 */
export function notebookFiles(file) {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  /** @type {ReturnType<typeof notebookPage> | undefined} */
  let result;
  const run = () => (result ??= notebookPage(read(file)));
  return [
    { file, render: () => run().page },
    ...figuresOf(read(file)).map((figure) => ({ file: folder + figure, render: () => run().figures.get(figure) ?? '' })),
  ];
}
