import { kGonChambers, kGons, type KGon } from '@tegum/core';

/** A region of (|w|, b) in which the same neighbours are active, and how many critical k-gons its closure holds. */
export interface SurveyedChamber {
  readonly k: number;
  readonly activeNeighbours: number;
  readonly biasSign: -1 | 1;
  readonly critical: number;
}

export interface KGonSurvey {
  /** Critical ones first, each group by loss. */
  readonly kgons: readonly KGon[];
  readonly chambers: readonly SurveyedChamber[];
}

/** What is 0 on paper sorts as 0. */
const lossOf = ({ loss }: KGon): number => (loss < 1e-15 ? 0 : loss);

/** Every k-gon from `low` to `high`, in `features` features or, without it, in k. */
export function surveyKGons(low: number, high: number, features?: number): KGonSurvey {
  const kgons: KGon[] = [];
  const chambers: SurveyedChamber[] = [];
  for (let k = low; k <= high; k++) {
    const found = kGons(k, features ?? k);
    kgons.push(...found);
    for (const chamber of kGonChambers(k)) {
      const inside = found.filter(({ critical, l, b }) => critical && b / (l * l) >= chamber.low && b / (l * l) <= chamber.high);
      chambers.push({ k, activeNeighbours: chamber.activeNeighbours, biasSign: chamber.negative ? -1 : 1, critical: inside.length });
    }
  }
  kgons.sort((a, b) => Number(b.critical) - Number(a.critical) || lossOf(a) - lossOf(b) || a.k - b.k);
  return { kgons, chambers };
}
