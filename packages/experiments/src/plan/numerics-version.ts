/**
 * The version of everything that turns a cell's content into its record's bytes: loss, optimiser, random streams, labels.
 *
 * It is part of every cell's identity. Raise it whenever the same content may give other bytes than before: records of
 * the old version are then recomputed, never mixed with new ones.
 */
export const NUMERICS_VERSION = 5;
