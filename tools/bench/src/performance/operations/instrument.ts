/**
 * @file Counting what a WebAssembly module computes: its text, with a counter at the head of every stretch of code that runs as one.
 *
 * A stretch is a function's body, a loop's body or an arm of an `if`, without those inside it. One that is left early (`br_if`,
 * `return`) is counted whole.
 */
import binaryen from 'binaryen';

/** Lanes of each kind of number. */
const LANES: Readonly<Record<string, number>> = { f64x2: 2, f32x4: 4, f64: 1, f32: 1 };
const FLOPS: Readonly<Record<string, number>> = {
  add: 1, sub: 1, mul: 1, div: 1, sqrt: 1,
  relaxed_madd: 2, relaxed_nmadd: 2,
};
const WIDTHS: Readonly<Record<string, number>> = { v128: 16, f64: 8, i64: 8, f32: 4, i32: 4 };

/** Floating-point operations and bytes moved of one instruction, whose operands are counted for themselves. */
export function costOf(instruction: string): { flops: number; bytes: number } {
  const [, type = '', operation = '', width] = /^\(([a-z]\w*)\.([a-z_]+?)(8|16|32|64)?(?:_(?:splat|lane|zero|[su]))?\b/.exec(instruction) ?? [];
  const flops = (LANES[type] ?? 0) * (FLOPS[operation] ?? 0);
  const moves = operation === 'load' || operation === 'store';
  return { flops, bytes: moves ? (width === undefined ? (WIDTHS[type] ?? 0) : Number(width) / 8) : 0 };
}

interface Stretch {
  /** Depth of the parentheses inside it. */
  readonly depth: number;
  /** Index of the line before which its counter goes. */
  at: number;
  flops: number;
  bytes: number;
}

/** The module with two more exports, the globals `flops` and `bytes`, which count from its start. */
export function instrument(binary: Uint8Array): Uint8Array {
  const original = binaryen.readBinary(binary);
  const lines = original.emitText().split('\n');
  original.dispose();
  const finished: Stretch[] = [];
  const open: Stretch[] = [];
  let depth = 0;
  lines.forEach((line, index) => {
    const text = line.trim();
    if (/^\((data|export|import|type|memory|global|table|elem)\b/.test(text)) return;
    const innermost = open.at(-1);
    if (innermost !== undefined) {
      if (innermost.at === index && text.startsWith('(local ')) innermost.at = index + 1;
      const { flops, bytes } = costOf(text);
      innermost.flops += flops;
      innermost.bytes += bytes;
    }
    for (const parenthesis of text.replace(/"[^"]*"|;;.*$/g, '').match(/[()]/g) ?? []) depth += parenthesis === '(' ? 1 : -1;
    while (open.length > 0 && depth < open.at(-1)!.depth) finished.push(open.pop()!);
    if (/^\((func|loop|then|else)\b/.test(text)) open.push({ depth, at: index + 1, flops: 0, bytes: 0 });
  });
  const counters = new Map(finished.map((stretch) => [stretch.at, stretch]));
  const text = lines.flatMap((line, index) => {
    const stretch = counters.get(index);
    const before = stretch === undefined ? [] : [...count('flops', stretch.flops), ...count('bytes', stretch.bytes)];
    return [...before, line];
  });
  const end = text.lastIndexOf(')');
  const globals = ['flops', 'bytes'].map((name) => `(global $count:${name} (mut f64) (f64.const 0)) (export "${name}" (global $count:${name}))`);
  const module = binaryen.parseText([...text.slice(0, end), ...globals, ')'].join('\n'));
  module.setFeatures(binaryen.Features.All);
  const counted = module.emitBinary();
  module.dispose();
  return counted;
}

function count(name: string, amount: number): string[] {
  if (amount === 0) return [];
  return [`(global.set $count:${name} (f64.add (global.get $count:${name}) (f64.const ${amount})))`];
}
