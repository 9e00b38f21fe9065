/**
 * @file The coefficients of Dormand and Prince's pair of orders 5 and 4, each an exact fraction rounded once.
 *
 * Source     Dormand & Prince 1980, RK5(4)7M; dense output: Shampine 1986, as in Hairer, Nørsett & Wanner 1993, §II.5–6 (DOPRI5)
 */

/** Stage k is at time t + NODES[k] h. The last two are both at t + h. */
export const NODES = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1] as const;

/** Weights of the slopes before a stage. The last row is the solution of order 5, so its slope begins the next step. */
export const STAGES = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
] as const;

/** Solution of order 5 less that of order 4, divided by h. */
export const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;

/** The quartic term of the dense output, divided by h. */
export const DENSE = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
] as const;
