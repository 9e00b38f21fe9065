import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { peakFlops, peakModule } from '../peak/peak.js';
import { countOperations } from './count-operations.js';
import { costOf } from './instrument.js';

function binaryOf(text: string): Uint8Array {
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.All);
  return module.emitBinary();
}

function counted(binary: Uint8Array, call: (exports: Record<string, (n: number) => number>) => void): { flops: number; bytes: number } {
  return countOperations(() => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
    return () => call(exports as Record<string, (n: number) => number>);
  });
}

describe('counting operations', () => {
  it.each([
    ['(f64x2.mul', 2, 0], ['(f32x4.add', 4, 0], ['(f64.sqrt', 1, 0], ['(i32.add', 0, 0], ['(f64x2.splat', 0, 0], ['(f64x2.max', 0, 0],
    ['(v128.load offset=16', 0, 16], ['(v128.load64_splat', 0, 8], ['(f64.store', 0, 8], ['(i32.load8_u', 0, 1], ['(local.get $a)', 0, 0],
  ])('%s does %i operations and moves %i bytes', (instruction, flops, bytes) => {
    expect(costOf(instruction)).toEqual({ flops, bytes });
  });

  it('agrees with what the peak loop is written to do', () => {
    // Besides, its chains are summed once.
    expect(counted(peakModule(8), ({ run }) => run!(100))).toEqual({ flops: peakFlops(8, 100) + 7 * 2, bytes: 0 });
  });

  it('counts the arm that runs, as often as it runs', () => {
    const binary = binaryOf(`(module (memory 1)
      (func (export "run") (param $n i32) (result f64) (local $x f64)
        (loop $again
          (if (i32.and (local.get $n) (i32.const 1))
            (then (local.set $x (f64.add (local.get $x) (f64.const 1))))
            (else (v128.store (i32.const 0) (f64x2.mul (v128.load (i32.const 0)) (v128.load (i32.const 16))))))
          (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $x)))`);
    // Of 1 … 9, five are odd and four even.
    expect(counted(binary, ({ run }) => run!(9))).toEqual({ flops: 5 * 1 + 4 * 2, bytes: 4 * 48 });
  });
});
