/**
 * @file The Riesz pair potential |r|^(−s) as a function of the squared distance q = |r|², with its first two derivatives.
 *
 * s = 1 is Coulomb's. `'log'` is −log |r|, the limit of (|r|^(−s) − 1)/s as s → 0.
 */
import { InputError } from '../errors.js';
import { exp, log } from '../numerics/elementary.js';

/** Exponent s > 0 of the pair energy |r_i − r_j|^(−s), or 'log' for −log |r_i − r_j|. */
export type Riesz = number | 'log';

/** Beyond this the energy of close pairs overflows, and its minima are those of the packing problem to all visible digits. */
const MAX_RIESZ = 64;

/** f(q), f′(q) and f″(q), written into one object, so that no call allocates. */
export interface PairPotential {
  value: number;
  slope: number;
  curvature: number;
  /** Sets the three at q > 0. */
  at(q: number): void;
}

/** @throws {InputError} if riesz is neither 'log' nor a number in (0, 64]. */
export function pairPotential(riesz: Riesz, where: string): PairPotential {
  if (riesz === 'log') return new LogPotential();
  if (!(riesz > 0 && riesz <= MAX_RIESZ)) {
    throw new InputError(where, `riesz to be 'log' or a number in (0, ${MAX_RIESZ}]`, String(riesz));
  }
  return Number.isInteger(riesz) ? new IntegerPotential(riesz) : new RealPotential(riesz);
}

abstract class RieszPotential implements PairPotential {
  value = 0;
  slope = 0;
  curvature = 0;

  constructor(protected readonly s: number) {}

  at(q: number): void {
    const inverse = 1 / q;
    this.value = this.power(q, inverse);
    this.slope = -0.5 * this.s * this.value * inverse;
    this.curvature = -(0.5 * this.s + 1) * this.slope * inverse;
  }

  /** q^(−s/2). */
  protected abstract power(q: number, inverse: number): number;
}

/** Repeated multiplication: at most a few rounding errors, and much faster than exp and log. */
class IntegerPotential extends RieszPotential {
  protected power(q: number, inverse: number): number {
    let rest = this.s;
    let result = 1;
    if (rest % 2 === 1) {
      result = 1 / Math.sqrt(q);
      rest -= 1;
    }
    let factor = inverse;
    for (let n = rest / 2; n > 0; n = Math.floor(n / 2)) {
      if (n % 2 === 1) result *= factor;
      factor *= factor;
    }
    return result;
  }
}

class RealPotential extends RieszPotential {
  protected power(q: number): number {
    return exp(-0.5 * this.s * log(q));
  }
}

class LogPotential implements PairPotential {
  value = 0;
  slope = 0;
  curvature = 0;

  at(q: number): void {
    const inverse = 1 / q;
    this.value = -0.5 * log(q);
    this.slope = -0.5 * inverse;
    this.curvature = 0.5 * inverse * inverse;
  }
}
