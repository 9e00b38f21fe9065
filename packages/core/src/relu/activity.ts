/**
 * @file How likely it is that none, or exactly one, of a row's coupled features is active.
 *
 * Filled once per evaluation for every MIXED row; products and unions run from both ends, so nothing is divided by
 * 1 − p and nothing is subtracted from 1: p = 1 is as good as p = 0.001.
 */
import { MIXED, type RowTable } from './row-table.js';

export class Activity {
  /** P(no coupled feature active), by row. */
  readonly noneActive: Float64Array;
  /** P(no coupled feature other than the c-th active), at i·n + c. */
  readonly noOtherActive: Float64Array;
  /** P(some coupled feature other than the c-th active), at i·n + c: 1 − noOtherActive without cancellation. */
  readonly someOtherActive: Float64Array;

  constructor(private readonly table: RowTable) {
    const n = table.features;
    this.noneActive = new Float64Array(n);
    this.noOtherActive = new Float64Array(n * n);
    this.someOtherActive = new Float64Array(n * n);
  }

  update(): void {
    const { features: n, kind, coupled, coupledCount, density } = this.table;
    const { noneActive, noOtherActive, someOtherActive } = this;
    for (let i = 0; i < n; i++) {
      if (kind[i] !== MIXED) continue;
      const row = i * n;
      const count = coupledCount[i]!;
      let none = 1;
      let some = 0;
      for (let c = 0; c < count; c++) {
        noOtherActive[row + c] = none;
        someOtherActive[row + c] = some;
        const p = density[coupled[row + c]!]!;
        none *= 1 - p;
        some += p * (1 - some);
      }
      noneActive[i] = none;
      none = 1;
      some = 0;
      for (let c = count - 1; c >= 0; c--) {
        noOtherActive[row + c]! *= none;
        const before = someOtherActive[row + c]!;
        someOtherActive[row + c] = before + some * (1 - before);
        const p = density[coupled[row + c]!]!;
        none *= 1 - p;
        some += p * (1 - some);
      }
    }
  }
}
