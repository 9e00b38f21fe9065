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

/** A cell's identity: the digest of its content and the numerics version, whatever the order of keys. */
export function cellId(content: CellContent): string {
  return contentDigest({ content, numerics: NUMERICS_VERSION });
}

/** The cell of a content; `tegum train` and tests make single cells so. */
export function cellOf(content: CellContent): Cell {
  return { id: cellId(content), content };
}

/**
 * The 64-bit seed of a cell's random stream: the first 64 bits of its identity, as two uint32 words, low first.
 *
 * So a stream depends on nothing but the cell's content: not on its place in a plan, nor on who computes it.
 */
export function cellSeed(id: string): readonly [low: number, high: number] {
  return [Number.parseInt(id.slice(8, 16), 16), Number.parseInt(id.slice(0, 8), 16)];
}
