/**
 * @file The most that f64x2 arithmetic in WebAssembly reaches on this core: multiplications and additions in registers, in chains that do
 * not wait for each other. That is the ceiling of a kernel in WebAssembly: a fused multiply-add and wider vectors are not to be had there.
 */
import binaryen from 'binaryen';

/** x86-64 has 16 registers; two hold the constants. */
const chainCounts = [6, 8, 10, 12, 14];
const stepsPerLoop = 8;

/** One loop of `chains` independent chains x ← x · a + b, 2 · 2 operations a step; it returns the sum so that nothing can be left out. */
export function peakModule(chains: number): Uint8Array {
  const names = Array.from({ length: chains }, (_, chain) => `$x${chain}`);
  const step = names.map((x) => `(local.set ${x} (f64x2.add (f64x2.mul (local.get ${x}) (local.get $a)) (local.get $b)))`).join('\n');
  const total = names.map((x) => `(local.get ${x})`).reduce((sum, x) => `(f64x2.add ${sum} ${x})`);
  const module = binaryen.parseText(`(module
    (func (export "run") (param $loops i32) (result f64)
      ${names.map((x) => `(local ${x} v128)`).join(' ')} (local $a v128) (local $b v128)
      (local.set $a (f64x2.splat (f64.const 0.999)))
      (local.set $b (f64x2.splat (f64.const 0.001)))
      ${names.map((x, chain) => `(local.set ${x} (f64x2.splat (f64.const ${chain})))`).join('\n')}
      (loop $again
        ${Array.from({ length: stepsPerLoop }, () => step).join('\n')}
        (br_if $again (local.tee $loops (i32.sub (local.get $loops) (i32.const 1)))))
      (f64x2.extract_lane 0 ${total})))`);
  module.setFeatures(binaryen.Features.All);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

/** Operations of a call with so many loops, without the final sum. */
export const peakFlops = (chains: number, loops: number): number => loops * stepsPerLoop * chains * 4;

/** GFLOP/s, the best of several numbers of chains, each the best of `rounds`: a peak is what is reached at least once. */
export function measurePeak(rounds: number, now: () => number): number {
  const loops = 200_000;
  let best = 0;
  for (const chains of chainCounts) {
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(peakModule(chains))).exports as { run: (loops: number) => number };
    run(loops);
    for (let round = 0; round < rounds; round++) {
      const began = now();
      const result = run(loops);
      const ms = now() - began;
      if (!Number.isFinite(result)) throw new Error(`peak: expected a finite sum, got ${result}`);
      best = Math.max(best, peakFlops(chains, loops) / ms / 1e6);
    }
  }
  return best;
}
