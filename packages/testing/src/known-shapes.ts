/** Feature directions with a known geometry: W [hidden, features] row-major, unit columns. */
export interface Shape {
  readonly features: number;
  readonly hidden: number;
  readonly W: Float64Array;
}

function fromColumns(hidden: number, columns: readonly (readonly number[])[]): Shape {
  const features = columns.length;
  const W = new Float64Array(hidden * features);
  columns.forEach((column, i) => column.forEach((value, h) => (W[h * features + i] = value)));
  return { features, hidden, W };
}

/** The regular k-gon in the plane; k = 2 is a digon in two dimensions. */
export function regularPolygon(k: number): Shape {
  return fromColumns(
    2,
    Array.from({ length: k }, (_, j) => [Math.cos((2 * Math.PI * j) / k), Math.sin((2 * Math.PI * j) / k)]),
  );
}

/** The regular simplex of rank + 1 vertices in `rank` dimensions: rank 1 a digon, 2 a triangle, 3 a tetrahedron. */
export function regularSimplex(rank: number): Shape {
  const columns = Array.from({ length: rank + 1 }, () => new Array<number>(rank).fill(0));
  for (let h = 0; h < rank; h++) {
    const before = columns[h]!.reduce((sum, value) => sum + value * value, 0);
    const height = Math.sqrt(1 - before);
    columns[h]![h] = height;
    for (let i = h + 1; i <= rank; i++) columns[i]![h] = (-1 / rank - before) / height;
  }
  return fromColumns(rank, columns);
}

/** Two squares at heights ± z, turned by 45° against each other; tight at z = 1/√3. */
export function squareAntiprism(z = 1 / Math.sqrt(3)): Shape {
  const radius = Math.sqrt(1 - z * z);
  return fromColumns(
    3,
    Array.from({ length: 8 }, (_, j) => {
      const angle = ((j % 4) * Math.PI) / 2 + (j < 4 ? 0 : Math.PI / 4);
      return [radius * Math.cos(angle), radius * Math.sin(angle), j < 4 ? z : -z];
    }),
  );
}

/** Shapes side by side in orthogonal subspaces, each scaled by its length. */
export function tegumSum(parts: readonly { readonly shape: Shape; readonly length: number }[]): Shape {
  const features = parts.reduce((sum, { shape }) => sum + shape.features, 0);
  const hidden = parts.reduce((sum, { shape }) => sum + shape.hidden, 0);
  const W = new Float64Array(hidden * features);
  let row = 0;
  let column = 0;
  for (const { shape, length } of parts) {
    for (let h = 0; h < shape.hidden; h++) {
      for (let i = 0; i < shape.features; i++) W[(row + h) * features + column + i] = length * shape.W[h * shape.features + i]!;
    }
    row += shape.hidden;
    column += shape.features;
  }
  return { features, hidden, W };
}

/** Q W: every direction rotated by Q [hidden, hidden] row-major. */
export function rotated({ features, hidden, W }: Shape, Q: Float64Array): Shape {
  const out = new Float64Array(W.length);
  for (let h = 0; h < hidden; h++) {
    for (let i = 0; i < features; i++) {
      for (let k = 0; k < hidden; k++) out[h * features + i]! += Q[h * hidden + k]! * W[k * features + i]!;
    }
  }
  return { features, hidden, W: out };
}

/** Column i of the result is column order[i]. */
export function permuted({ features, hidden, W }: Shape, order: readonly number[]): Shape {
  return { features, hidden, W: Float64Array.from(W, (_, e) => W[Math.floor(e / features) * features + order[e % features]!]!) };
}
