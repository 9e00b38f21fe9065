import { describe, expect, it } from 'vitest';
import { specJsonSchema, TRAIN_RULES } from './spec-schema.js';

interface JsonSchema {
  readonly type?: string;
  readonly properties: Record<string, JsonSchema>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly anyOf?: readonly (Record<string, unknown> & JsonSchema)[];
}

describe('specJsonSchema', () => {
  const schema = specJsonSchema() as unknown as JsonSchema;

  it('asks of a person only what has no default, and closes every object', () => {
    expect(schema.required).toEqual(['format', 'name', 'model']);
    expect(schema.properties['model']!.required).toEqual(['features', 'hidden', 'density']);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties['train']!.additionalProperties).toBe(false);
  });

  it('carries the bounds of a quantity', () => {
    expect(schema.properties['model']!.properties['hidden']!.anyOf![0]).toMatchObject({ type: 'integer', minimum: 1, maximum: 4095 });
    expect(schema.properties['train']!.properties['momentum']!.anyOf![0]).toMatchObject({ minimum: 0, exclusiveMaximum: 1 });
  });

  it('has every training parameter', () => {
    expect(Object.keys(schema.properties['train']!.properties)).toEqual(['method', ...Object.keys(TRAIN_RULES)]);
  });
});
