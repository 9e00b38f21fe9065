import { expect, it } from 'vitest';
import { openDevice } from '../device/device.js';
import { Program } from '../device/program.js';
import { packed, unpacked } from './packing.js';

it('keeps six numbers between −2 and 2 to half a thousandth, and the nearer end of others', async () => {
  const device = await openDevice('webasm');
  const values = [-2, 2, 0.12349, -1.99951, 7, -7];
  const source = `function (values) { return [0.0, ${packed(values.map((_, k) => `values[${k}]`)).join(', ')}]; }`;
  const program = new Program(device, { source, output: [1, 1], channels: 4 });
  const found = unpacked((await program.run(Float32Array.from(values))).subarray(1), 6);
  [-2, 2, 0.123, -2, 2, -2].forEach((value, k) => expect(found[k]).toBeCloseTo(value, 12));
  await device.dispose();
});
