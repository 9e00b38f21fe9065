/**
 * @file Four blocks of Philox4x32-10 at once, a block a lane: the words of `philox4x32Into` of core.
 */

/** Words 0 to 3 of the four blocks of the last call. */
export let word0: v128 = i32x4.splat(0);
export let word1: v128 = i32x4.splat(0);
export let word2: v128 = i32x4.splat(0);
export let word3: v128 = i32x4.splat(0);

const ROUNDS: usize = 10;
/** Multipliers. From memory one is in all lanes after one instruction, as a constant after three. */
const MULTIPLIERS: usize = memory.data<u32>([0xd2511f53, 0xcd9e8d57]);
/** Two words a round. */
const KEYS: usize = memory.data(80, 16);

export function setKey(k0: u32, k1: u32): void {
  for (let round: usize = 0; round < ROUNDS; round++) {
    store<u32>(KEYS + (round << 3), k0);
    store<u32>(KEYS + (round << 3), k1, 4);
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
}

/** Blocks with counters (first … first + 3, c1, c2, c3) and the key set. */
export function drawBlocks(first: u32, c1: u32, c2: u32, c3: u32): void {
  const m0 = v128.load32_splat(MULTIPLIERS);
  const m1 = v128.load32_splat(MULTIPLIERS + 4);
  let x0 = i32x4.add(i32x4.splat(<i32>first), i32x4(0, 1, 2, 3));
  let x1 = i32x4.splat(<i32>c1);
  let x2 = i32x4.splat(<i32>c2);
  let x3 = i32x4.splat(<i32>c3);
  for (let key = KEYS; key < KEYS + (ROUNDS << 3); key += 8) {
    const a = i64x2.extmul_low_i32x4_u(x0, m0);
    const b = i64x2.extmul_high_i32x4_u(x0, m0);
    const c = i64x2.extmul_low_i32x4_u(x2, m1);
    const d = i64x2.extmul_high_i32x4_u(x2, m1);
    x0 = v128.xor(v128.xor(v128.shuffle<i32>(c, d, 1, 3, 5, 7), x1), v128.load32_splat(key));
    x2 = v128.xor(v128.xor(v128.shuffle<i32>(a, b, 1, 3, 5, 7), x3), v128.load32_splat(key, 4));
    x1 = v128.shuffle<i32>(c, d, 0, 2, 4, 6);
    x3 = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
  }
  word0 = x0;
  word1 = x1;
  word2 = x2;
  word3 = x3;
}
