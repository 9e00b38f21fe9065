/** A k-gon of the one-sparse potential as it was published: norm l and bias b to five decimals. */
export interface PublishedKGon {
  readonly k: number;
  readonly l: number;
  readonly b: number;
}

/**
 * The regular k-gons that Chen et al. list as critical points of the one-sparse potential. They say that 9, 10, 11 and 13 have none.
 *
 * Known faults: the second 12-gon lies outside the chamber whose equations it solves, and is not critical; for 9, 10, 11 and 13 there
 * are k-gons whose acute neighbours are not all active, which the paper's equations leave out.
 *
 * Source     Z. Chen, E. Lau, J. Mendel, S. Wei, D. Murfet, "Dynamical versus Bayesian phase transitions in a toy model of superposition",
 *            arXiv:2310.06301 (2023). Read in two transcriptions, not in the paper itself: github.com/ztreisman/arc-llc, `tms.py`
 *            (k = 4, 5, 6, from Table A.1), and a public script that checks the paper's potential against it (all rows).
 */
export const publishedKGons: readonly PublishedKGon[] = [
  { k: 4, l: 1, b: 0 },
  { k: 5, l: 1.17046, b: -0.2823 },
  { k: 6, l: 1.32053, b: -0.61814 },
  { k: 7, l: 1.44839, b: -0.96691 },
  { k: 8, l: 1.55045, b: -1.29119 },
  { k: 12, l: 1.03322, b: -0.46654 },
  { k: 12, l: 1.24975, b: -0.85483 },
];
