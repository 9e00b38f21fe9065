import { TestRandom } from '@tegum/testing';
import { expect, it } from 'vitest';
import { loadKernel, reserve, type KernelExports } from '../load-kernel.js';
import { wasm } from './wasm.generated.js';

interface Turns extends KernelExports {
  turns(angles: number, count: number, cosines: number, sines: number): void;
}

it('cosine and sine of turns are good to 2 ulp of one, and exact at quarters', () => {
  const kernel = loadKernel<Turns>(wasm, { stepped: () => undefined });
  const count = 20_000;
  const [angles, cosines, sines] = reserve(kernel, [count, count, count]) as [Float64Array, Float64Array, Float64Array];
  angles.set(new TestRandom(1).normals(count, 2));
  angles.set([0, 0.25, 0.5, 0.75, 1, -0.25, -0.5, -0.75, 1e6 + 0.25, -2e6]);
  kernel.turns(angles.byteOffset, count, cosines.byteOffset, sines.byteOffset);
  expect([...cosines.subarray(0, 10)].map((c) => c + 0)).toEqual([1, 0, -1, 0, 1, 0, -1, 0, 0, 1]);
  expect([...sines.subarray(0, 10)].map((s) => s + 0)).toEqual([0, 1, 0, -1, 0, -1, 0, 1, 1, 0]);
  for (let e = 10; e < count; e++) {
    const reduced = 2 * Math.PI * (angles[e]! - Math.round(angles[e]!));
    expect(Math.abs(cosines[e]! - Math.cos(reduced))).toBeLessThan(8e-16);
    expect(Math.abs(sines[e]! - Math.sin(reduced))).toBeLessThan(8e-16);
  }
});
