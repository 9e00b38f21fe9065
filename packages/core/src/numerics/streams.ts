import { InputError } from '../errors.js';
import { cos, log } from './elementary.js';
import { philox4x32Into } from './philox.js';

/** A 64-bit seed: one integer in [0, 2⁵³), or two unsigned 32-bit words, low first. `5` and `[5, 0]` are the same seed. */
export type Seed = number | readonly [low: number, high: number];

const TWO_PI = 6.283185307179586;
const WORD = 4294967296;

/**
 * The two 32-bit words of a seed, checked.
 *
 * @param where - Names the place in the error message.
 * @throws {InputError} if the seed is not an integer in [0, 2⁵³) or two integers in [0, 2³²).
 *
 * @example
 * seedWords(42, 'my function'); // → [ 42, 0 ]
 */
export function seedWords(seed: Seed, where: string): readonly [low: number, high: number] {
  if (typeof seed === 'number') {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new InputError(where, 'a seed that is an integer in [0, 2^53)', String(seed), 'give two 32-bit words for a larger one');
    }
    return [seed % WORD, Math.floor(seed / WORD)];
  }
  checkWord(seed[0], 'seed[0]', where);
  checkWord(seed[1], 'seed[1]', where);
  return seed;
}

/**
 * Refuses what is no 32-bit word: seeds and streams are made of these.
 *
 * @throws {InputError} if value is not an integer in [0, 2³²).
 *
 * @example
 * checkWord(7, 'seed', 'my function'); // → undefined
 */
export function checkWord(value: number, name: string, where: string): void {
  if (value >>> 0 !== value) throw new InputError(where, `${name} to be an integer in [0, 2^32)`, String(value));
}

/**
 * Two 32-bit words → a double in [0, 1): their first 53 bits, every multiple of 2⁻⁵³ equally likely.
 *
 * @example
 * uniformFromWords(0, 0) < 1e-15; // → true
 * uniformFromWords(0xffffffff, 0xffffffff) < 1; // → true
 */
export function uniformFromWords(a: number, b: number): number {
  return ((a >>> 5) * 67108864 + (b >>> 6)) / 9007199254740992;
}

/**
 * A sequence of random numbers in which number `index` of stream `stream` of seed `seed` is a fixed function of the three.
 *
 * Nothing else has a say: not the order of calls, not other streams, not which kinds of number were drawn before.
 *
 * Random     every number, of either kind, uses one draw: the Philox4x32-10 block with key (seed low, seed high) and counter
 *            (index low, index high, 0, stream). `uniform` reads its first two words, `normal` all four.
 * Dtype      float64, the same bits on every machine
 *
 * @example
 * const stream = new RandomStream(42);
 * const first = stream.uniform();
 * stream.seek(0);
 * stream.uniform() === first; // → true
 */
export class RandomStream {
  readonly #low: number;
  readonly #high: number;
  readonly #stream: number;
  readonly #words = new Uint32Array(4);
  #index = 0;

  /**
   * @param stream - An integer in [0, 2³²).
   * @param index - Number of the first draw, an integer in [0, 2⁵³).
   * @throws {InputError} if an argument is out of range.
   */
  constructor(seed: Seed, stream = 0, index = 0) {
    [this.#low, this.#high] = seedWords(seed, 'RandomStream');
    checkWord(stream, 'stream', 'RandomStream');
    this.#stream = stream;
    this.seek(index);
  }

  /** Number of the next draw. */
  get index(): number {
    return this.#index;
  }

  /**
   * Continues from draw `index`.
   *
   * @throws {InputError} if index is not an integer in [0, 2⁵³).
   */
  seek(index: number): void {
    if (!Number.isSafeInteger(index) || index < 0) throw new InputError('RandomStream', 'an index that is an integer in [0, 2^53)', String(index));
    this.#index = index;
  }

  /** Uniform on [0, 1), 53 bits. One draw. */
  uniform(): number {
    this.#draw();
    return uniformFromWords(this.#words[0]!, this.#words[1]!);
  }

  /** Standard normal by Box and Muller 1958 (the cosine one of the pair); |value| ≤ 8.58. One draw. */
  normal(): number {
    this.#draw();
    const words = this.#words;
    const radius = Math.sqrt(-2 * log(1 - uniformFromWords(words[0]!, words[1]!)));
    return radius * cos(TWO_PI * uniformFromWords(words[2]!, words[3]!));
  }

  /** Overwrites `out` with uniforms. out.length draws. */
  fillUniform(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.uniform();
  }

  /** Overwrites `out` with standard normals. out.length draws. */
  fillNormal(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.normal();
  }

  #draw(): void {
    philox4x32Into(this.#words, this.#index >>> 0, Math.floor(this.#index / WORD), 0, this.#stream, this.#low, this.#high);
    this.#index += 1;
  }
}
