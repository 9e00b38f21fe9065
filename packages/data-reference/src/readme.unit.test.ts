import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as reference from './index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('README.md', () => {
  it('names tables that exist', () => {
    const names = [...readme.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect(reference).toHaveProperty(name!);
  });
});
