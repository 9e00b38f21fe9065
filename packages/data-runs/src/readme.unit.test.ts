import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { columns } from './columns.js';

const types = { string: 'STRING', int32: 'INT32', int64: 'INT64', double: 'DOUBLE', doubles: 'LIST&lt;DOUBLE&gt;' } as const;

it('the README has the table of columns as it is', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = columns.map(({ name, type, unit, meaning, nullMeans }) => `| \`${name}\` | ${types[type]} | ${unit ?? '–'} | ${meaning} | ${nullMeans ?? '–'} |`);
  expect(readme).toContain(`| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n\n`);
});
