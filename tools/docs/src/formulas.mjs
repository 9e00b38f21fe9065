import temml from 'temml';

/**
 * A line that is a formula, `$$…$$`, as MathML, which browsers draw without fonts or styles of ours; undefined for another.
 *
 * @param {string} line
 * @throws {Error} if what stands between the signs is no LaTeX.
 */
export function renderedFormula(line) {
  const formula = /^\$\$(.+)\$\$$/.exec(line.trim())?.[1];
  return formula && temml.renderToString(formula, { displayMode: true, throwOnError: true });
}

/**
 * Teaches TypeDoc's parser of Markdown such lines.
 *
 * @param {any} parser A MarkdownIt.
 */
export function addFormulas(parser) {
  parser.block.ruler.before('paragraph', 'formula', (/** @type {any} */ state, /** @type {number} */ line, /** @type {number} */ _end, /** @type {boolean} */ silent) => {
    const html = renderedFormula(state.src.slice(state.bMarks[line], state.eMarks[line]));
    if (html === undefined) return false;
    if (!silent) {
      state.push('html_block', '', 0).content = `<div>${html}</div>\n`;
      state.line = line + 1;
    }
    return true;
  });
}
