import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIGURE_NAMES, specJsonSchema, TRAIN_METHODS } from './spec-schema.js';

interface JsonSchema {
  readonly properties: Record<string, { readonly properties?: Record<string, unknown> }>;
}

describe('the spec reference in README.md', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| `([\w.]+)` \|/gm)].map((match) => match[1]);

  it('has one row a key, in the order of the schema', () => {
    const { properties } = specJsonSchema() as unknown as JsonSchema;
    const keys = Object.entries(properties).flatMap(([key, value]) =>
      value.properties === undefined ? [key] : Object.keys(value.properties).map((child) => `${key}.${child}`),
    );
    expect(rows.slice(0, keys.length)).toEqual(keys);
  });

  it('names every method and figure', () => {
    for (const name of [...TRAIN_METHODS, ...FIGURE_NAMES]) expect(readme).toContain(`\`${name}\``);
  });
});
