/** A published solution of Thomson's problem: N unit charges on the unit sphere of space with the least Σ_{i<j} 1/|r_i − r_j|. */
export interface PublishedThomson {
  /** N. */
  readonly points: number;
  /** Σ_{i<j} 1/|r_i − r_j|, dimensionless; nine decimals. */
  readonly energy: number;
  /** The energy is within this of the truth: half its last digit and a tenth, more where it is misprinted. */
  readonly uncertainty: number;
  /** Schoenflies symbol of the point group. */
  readonly pointGroup: string;
  /** |Σ_i r_i|; nine decimals. */
  readonly dipole: number;
  /** How far the last digits printed are off, where they are. */
  readonly misprint?: string;
}

/** Where the table was read, and who computed it. */
export const thomsonSource =
  'Wikipedia, "Thomson problem", table of configurations of smallest known energy, after D. J. Wales and S. Ulker, Phys. Rev. B 74, 212101 (2006), ' +
  'D. J. Wales, H. McKay and E. L. Altschuler, Phys. Rev. B 79, 224115 (2009), and the Cambridge Cluster Database';

const PRINTED = 6e-10;
const MISPRINTED = 5e-9;

const misprints: Readonly<Record<number, string>> = {
  11: 'computed 40.596450508; printed 2e-9 higher',
};

/**
 * The lowest energies known, N = 2 … 64 and 72. For N = 3, 4, 5, 6 and 12 they are proved to be the global minima; for the others they are what
 * searches by several groups agree on.
 *
 * Source     `thomsonSource`. Read in a copy of Wikipedia's table in a public repository, not in the papers; compared with two other copies,
 *            the COCO benchmark suite's and a program's, one of which has 40.596450508 for N = 11 and …303 for N = 16.
 *            Proofs: Föppl 1912 (3), Yudin 1992 (4 and 6), Schwartz 2013 (5), Andreev 1996 (12).
 */
export const publishedThomson: readonly PublishedThomson[] = rows().map(([points, energy, pointGroup, dipole]) => ({
  points,
  energy,
  pointGroup,
  dipole,
  ...(misprints[points] === undefined ? { uncertainty: PRINTED } : { uncertainty: MISPRINTED, misprint: misprints[points] }),
}));

/**
 * The published solution for N points, or undefined where the table has none.
 *
 * @example
 * publishedThomsonOf(4)?.pointGroup; // → 'Td'
 * publishedThomsonOf(1000); // → undefined
 */
export function publishedThomsonOf(points: number): PublishedThomson | undefined {
  return publishedThomson.find((entry) => entry.points === points);
}

function rows(): (readonly [points: number, energy: number, pointGroup: string, dipole: number])[] {
  return [
    [2, 0.5, 'D∞h', 0],
    [3, 1.732050808, 'D3h', 0],
    [4, 3.674234614, 'Td', 0],
    [5, 6.474691495, 'D3h', 0],
    [6, 9.985281374, 'Oh', 0],
    [7, 14.452977414, 'D5h', 0],
    [8, 19.675287861, 'D4d', 0],
    [9, 25.759986531, 'D3h', 0],
    [10, 32.716949460, 'D4d', 0],
    [11, 40.596450510, 'C2v', 0.013219635],
    [12, 49.165253058, 'Ih', 0],
    [13, 58.853230612, 'C2v', 0.008820367],
    [14, 69.306363297, 'D6d', 0],
    [15, 80.670244114, 'D3', 0],
    [16, 92.911655302, 'T', 0],
    [17, 106.050404829, 'D5h', 0],
    [18, 120.084467447, 'D4d', 0],
    [19, 135.089467557, 'C2v', 0.000135163],
    [20, 150.881568334, 'D3h', 0],
    [21, 167.641622399, 'C2v', 0.001406124],
    [22, 185.287536149, 'Td', 0],
    [23, 203.930190663, 'D3', 0],
    [24, 223.347074052, 'O', 0],
    [25, 243.812760299, 'Cs', 0.001021305],
    [26, 265.133326317, 'C2', 0.001919065],
    [27, 287.302615033, 'D5h', 0],
    [28, 310.491542358, 'T', 0],
    [29, 334.634439920, 'D3', 0],
    [30, 359.603945904, 'D2', 0],
    [31, 385.530838063, 'C3v', 0.003204712],
    [32, 412.261274651, 'Ih', 0],
    [33, 440.204057448, 'Cs', 0.004356481],
    [34, 468.904853281, 'D2', 0],
    [35, 498.569872491, 'C2', 0.000419208],
    [36, 529.122408375, 'D2', 0],
    [37, 560.618887731, 'D5h', 0],
    [38, 593.038503566, 'D6d', 0],
    [39, 626.389009017, 'D3h', 0],
    [40, 660.675278835, 'Td', 0],
    [41, 695.916744342, 'D3h', 0],
    [42, 732.078107544, 'D5h', 0],
    [43, 769.190846459, 'C2v', 0.000399668],
    [44, 807.174263085, 'Oh', 0],
    [45, 846.188401061, 'D3', 0],
    [46, 886.167113639, 'T', 0],
    [47, 927.059270680, 'Cs', 0.002482914],
    [48, 968.713455344, 'O', 0],
    [49, 1011.557182654, 'C3', 0.001529341],
    [50, 1055.182314726, 'D6d', 0],
    [51, 1099.819290319, 'D3', 0],
    [52, 1145.418964319, 'C3', 0.000457327],
    [53, 1191.922290416, 'C2v', 0.000278469],
    [54, 1239.361474729, 'C2', 0.000137870],
    [55, 1287.772720783, 'C2', 0.000391696],
    [56, 1337.094945276, 'D2', 0],
    [57, 1387.383229253, 'D3', 0],
    [58, 1438.618250640, 'D2', 0],
    [59, 1490.773335279, 'C2', 0.000154286],
    [60, 1543.830400976, 'D3', 0],
    [61, 1597.941830199, 'C1', 0.001091717],
    [62, 1652.909409898, 'D5', 0],
    [63, 1708.879681503, 'D3', 0],
    [64, 1765.802577927, 'D2', 0],
    [72, 2255.001190975, 'I', 0],
  ];
}
