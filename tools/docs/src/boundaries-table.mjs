import { layers, platforms } from '@tegum/lint/boundaries';

/** The matrix of `tools/lint/boundaries.mjs` as a Markdown table. */
export function boundariesTable() {
  const rows = layers.map(({ type, holds, mayImport, npm }) => [
    `\`type:${type}\``,
    holds,
    codes(mayImport),
    npm === 'any' ? 'any' : codes(npm),
  ]);
  const lines = [['tag', 'holds', 'may import', 'from npm'], ['---', '---', '---', '---'], ...rows];
  const platformLines = Object.entries(platforms).map(([name, mayImport]) => `\`platform:${name}\` may import ${codes(mayImport)}`);
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${platformLines.join('; ')}.`;
}

/** @param {readonly string[]} names */
function codes(names) {
  return names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(' ');
}
