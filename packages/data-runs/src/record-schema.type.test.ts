import { expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import type { cellRecordSchema } from './record-schema.js';
import type { CellRecord } from './record.js';

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

it('reads exactly the record type', () => {
  expectTypeOf<DeepReadonly<z.output<typeof cellRecordSchema>>>().toEqualTypeOf<DeepReadonly<CellRecord>>();
});
