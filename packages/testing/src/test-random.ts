/**
 * A small seeded generator for tests: a 32-bit Weyl sequence through a multiply-xorshift mixer.
 *
 * Not the generator of any product code, so a fault there cannot hide in its own test data.
 *
 * Random     2³² draws before it repeats; 32 bits a draw
 */
export class TestRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** Uniform on [low, high). */
  uniform(low = 0, high = 1): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    z = (z ^ (z >>> 15)) >>> 0;
    return low + (high - low) * (z / 4294967296);
  }

  /** An integer in [low, high]. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  /** Roughly standard normal: twelve uniforms less six, so |value| < 6 and nothing but addition is needed. */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.uniform();
    return sum;
  }

  /** `count` uniforms on [low, high). */
  uniforms(count: number, low = 0, high = 1): Float64Array {
    return Float64Array.from({ length: count }, () => this.uniform(low, high));
  }

  /** `count` values of `normal`, times `scale`. */
  normals(count: number, scale = 1): Float64Array {
    return Float64Array.from({ length: count }, () => scale * this.normal());
  }

  /** A permutation of 0 … count − 1. */
  permutation(count: number): number[] {
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.integer(0, i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }
}
