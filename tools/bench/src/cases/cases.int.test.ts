import { expect, it } from 'vitest';
import { cases } from './index.js';

it('every case has a name of its own', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

it.each(cases)('$name gives a right result', async ({ start }) => {
  const running = await start();
  await running.batch(1);
  await running.finish();
});
