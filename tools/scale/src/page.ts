const begin = '<!-- simulated: figures -->';
const end = '<!-- end simulated -->';

/** The page with these tables between its marks. */
export function withFigures(page: string, tables: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`expected ${begin} and ${end} in the page`);
  return `${page.slice(0, from + begin.length)}\n\n${tables}\n\n${page.slice(to)}`;
}
