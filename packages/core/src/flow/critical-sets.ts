/** @file Which critical point of the linear autoencoder a map is nearest to. */
import { transposeMultiplyInto, multiplyInto } from '../numerics/products.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';
import type { Spectrum } from './spectrum.js';

export interface NearestCritical {
  /**
   * I, 1-based and ascending, 1 the largest eigenvalue; empty at the origin. Of equal eigenvalues the first are named, as many
   * as are learned: the critical points are then a Grassmannian, and the distance is that to its nearest point.
   */
  readonly indices: readonly number[];
  /** ‖M − P‖_F to the nearest P that projects onto eigenvectors of Σ, at most m of them. */
  readonly distance: number;
}

/**
 * Finds the critical map nearest to a given one, again and again without allocating much.
 *
 * Critical maps AB are the projections P on spans of at most m eigenvectors of Σ (Baldi & Hornik 1989). ‖M − P‖² = ‖M‖² − 2 tr MP + r
 * is least for the eigenvectors with ⟨u, Mu⟩ > ½, the m largest at the most; equal eigenvalues leave u free within their space,
 * where the best are eigenvectors of that block's symmetric part.
 *
 * Cost       O(n³)
 */
export class CriticalSets {
  private readonly half: Float64Array;
  private readonly rotated: Float64Array;

  constructor(
    private readonly spectrum: Spectrum,
    private readonly hidden: number,
  ) {
    const { features } = spectrum;
    this.half = new Float64Array(features * features);
    this.rotated = new Float64Array(features * features);
  }

  /** @param map - M, [n, n], in the basis of the spectrum's Σ. */
  nearest(map: Float64Array): NearestCritical {
    const { spectrum, rotated } = this;
    const n = spectrum.features;
    multiplyInto(this.half, map, spectrum.vectors, n, n, n);
    transposeMultiplyInto(rotated, spectrum.vectors, this.half, n, n, n);
    const directions = spectrum.groups.flatMap(([first, count], group) => this.directionsOf(first, count).map((direction) => ({ ...direction, group })));
    const chosen = directions.filter(({ share }) => share > 0.5).sort((a, b) => b.share - a.share).slice(0, this.hidden);
    const counts = spectrum.groups.map(() => 0);
    for (const { group, vector } of chosen) {
      const [first, count] = spectrum.groups[group]!;
      counts[group]!++;
      for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) rotated[(first + i) * n + first + j]! -= vector[i]! * vector[j]!;
    }
    let total = 0;
    for (const entry of rotated) total += entry * entry;
    const indices = spectrum.groups.flatMap(([first], group) => Array.from({ length: counts[group]! }, (_, i) => first + i + 1));
    return { indices, distance: Math.sqrt(total) };
  }

  /** ⟨u, Mu⟩ for the best orthonormal u of one eigenspace, in its own coordinates. */
  private directionsOf(first: number, count: number): { readonly share: number; readonly vector: ArrayLike<number> }[] {
    const n = this.spectrum.features;
    if (count === 1) return [{ share: this.rotated[first * n + first]!, vector: [1] }];
    const block = new Float64Array(count * count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) block[i * count + j] = 0.5 * (this.rotated[(first + i) * n + first + j]! + this.rotated[(first + j) * n + first + i]!);
    }
    const { values, vectors } = symmetricEigen(block, count);
    return Array.from(values, (share, k) => ({ share, vector: Array.from({ length: count }, (_, i) => vectors[i * count + k]!) }));
  }
}
