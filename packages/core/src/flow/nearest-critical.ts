/** @file Which critical point of the linear autoencoder a map is nearest to. */
import type { Eigenspace } from '../linear/spectrum.js';
import { multiplyInto, transposeMultiplyInto } from '../numerics/products.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';
import type { SecondMoment } from './second-moment.js';

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
    private readonly moment: SecondMoment,
    private readonly hidden: number,
  ) {
    const { features } = moment;
    this.half = new Float64Array(features * features);
    this.rotated = new Float64Array(features * features);
  }

  /** @param map - M, [n, n], in the basis of the moment's Σ. */
  nearest(map: Float64Array): NearestCritical {
    const { moment, rotated } = this;
    const n = moment.features;
    multiplyInto(this.half, map, moment.vectors, n, n, n);
    transposeMultiplyInto(rotated, moment.vectors, this.half, n, n, n);
    const directions = moment.spaces.flatMap((space, number) => this.directionsOf(space).map((direction) => ({ ...direction, space, number })));
    const chosen = directions.filter(({ share }) => share > 0.5).sort((a, b) => b.share - a.share).slice(0, this.hidden);
    const counts = moment.spaces.map(() => 0);
    for (const { space, number, vector } of chosen) {
      counts[number]!++;
      const corner = (space.first - 1) * (n + 1);
      for (let i = 0; i < space.multiplicity; i++) for (let j = 0; j < space.multiplicity; j++) rotated[corner + i * n + j]! -= vector[i]! * vector[j]!;
    }
    let total = 0;
    for (const entry of rotated) total += entry * entry;
    const indices = moment.spaces.flatMap(({ first }, number) => Array.from({ length: counts[number]! }, (_, i) => first + i));
    return { indices, distance: Math.sqrt(total) };
  }

  /** ⟨u, Mu⟩ for the best orthonormal u of one eigenspace, in its own coordinates. */
  private directionsOf({ first, multiplicity: count }: Eigenspace): { readonly share: number; readonly vector: ArrayLike<number> }[] {
    const n = this.moment.features;
    const corner = (first - 1) * (n + 1);
    if (count === 1) return [{ share: this.rotated[corner]!, vector: [1] }];
    const block = new Float64Array(count * count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) block[i * count + j] = 0.5 * (this.rotated[corner + i * n + j]! + this.rotated[corner + j * n + i]!);
    }
    const { values, vectors } = symmetricEigen(block, count);
    return Array.from(values, (share, k) => ({ share, vector: Array.from({ length: count }, (_, i) => vectors[i * count + k]!) }));
  }
}
