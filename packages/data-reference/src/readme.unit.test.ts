import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as reference from './index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('README.md', () => {
  it('has an example that prints what it says', () => {
    const [, names, body] = /```ts\nimport \{ (.*) \} from '@tegum\/data-reference';\n\n([\s\S]*?)```/.exec(readme)!;
    const exported = names!.split(', ').map((name) => reference[name as keyof typeof reference]);
    const printed: unknown[] = [];
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the example is ours, and running it is the point
    new Function('console', ...names!.split(', '), body!)({ log: (value: unknown) => printed.push(value) }, ...exported);
    expect(printed).toEqual([{ points: 12, energy: 49.165253058, pointGroup: 'Ih', dipole: 0 }, reference.thomsonSource]);
    expect(body).toContain("{ points: 12, energy: 49.165253058, pointGroup: 'Ih', dipole: 0 }");
  });

  it('names tables that exist', () => {
    const names = [...readme.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect(reference).toHaveProperty(name!);
  });
});
