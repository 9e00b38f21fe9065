/** @file One thread a point of a start: the forces of all other points on it, and its half of the pair energies. */

/**
 * Arguments: points [starts · points, 6], unit vectors rounded to float32, then what rounding left. Returns [force, energy].
 *
 * Near points differ in few of float32's digits; the remainders' difference gives the others back.
 * |r|^(−s) and the factor s |r|^(−s−2) of the force by multiplications from 1/|r|.
 */
export const thomsonSource = (points: number, riesz: number): string => `function (points) {
  const first = this.thread.y * ${points};
  const at = (first + this.thread.x) * 6;
  const x = points[at];
  const y = points[at + 1];
  const z = points[at + 2];
  const restX = points[at + 3];
  const restY = points[at + 4];
  const restZ = points[at + 5];
  let fx = 0.0;
  let fy = 0.0;
  let fz = 0.0;
  let energy = 0.0;
  for (let j = 0; j < ${points}; j++) {
    if (j !== this.thread.x) {
      const other = (first + j) * 6;
      const dx = (x - points[other]) + (restX - points[other + 3]);
      const dy = (y - points[other + 1]) + (restY - points[other + 4]);
      const dz = (z - points[other + 2]) + (restZ - points[other + 5]);
      const inverse = 1.0 / Math.sqrt(Math.max(dx * dx + dy * dy + dz * dz, 0.00000000000001));
      const potential = ${Array.from({ length: riesz }, () => 'inverse').join(' * ')};
      const pull = ${riesz}.0 * potential * inverse * inverse;
      energy += 0.5 * potential;
      fx += pull * dx;
      fy += pull * dy;
      fz += pull * dz;
    }
  }
  return [fx, fy, fz, energy];
}`;
