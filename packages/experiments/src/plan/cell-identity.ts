/** @file What makes a cell itself: a hash of its content, and the random stream that follows from it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Cell, CellContent } from '../cell.js';
import { canonicalJson } from './canonical-json.js';
import { NUMERICS_VERSION } from './numerics-version.js';

/** First 128 bits of SHA-256 over the canonical JSON of a value, as 32 lower-case hex digits. */
export function contentDigest(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))).subarray(0, 16));
}

/**
 * A cell's identity: the digest of its content and the numerics version, whatever the order of keys.
 *
 * @example
 * const plan = planSpec(parseSpec({ format: 'tegum-spec@1', name: 'one', model: { features: 5, hidden: 2, density: 0.1 } }));
 * const { id, content } = plan.cellAt(0);
 * cellId(content) === id; // → true
 */
export function cellId(content: CellContent): string {
  return contentDigest({ content, numerics: NUMERICS_VERSION });
}

/**
 * The cell of a content; `tegum train` and tests make single cells so.
 *
 * @example
 * const plan = planSpec(parseSpec({ format: 'tegum-spec@1', name: 'one', model: { features: 5, hidden: 2, density: 0.1 } }));
 * cellOf(plan.cellAt(0).content).id.length; // → 32
 */
export function cellOf(content: CellContent): Cell {
  return { id: cellId(content), content };
}

/**
 * The 64-bit seed of a cell's random stream: the first 64 bits of its identity, as two uint32 words, low first.
 *
 * So a stream depends on nothing but the cell's content: not on its place in a plan, nor on who computes it.
 *
 * @example
 * cellSeed('00000001000000020000000000000000'); // → [ 2, 1 ]
 */
export function cellSeed(id: string): readonly [low: number, high: number] {
  return [Number.parseInt(id.slice(8, 16), 16), Number.parseInt(id.slice(0, 8), 16)];
}
