/**
 * @file What the simulation knows of the real parts. Processor times were taken on one core of a shared 2-core virtual machine that was at work, Node 20,
 * Redis 7.0, cells of two features in one dimension; they are the worse of several looks.
 */
export const measured = {
  /** Coordinator: JSON to records, schema, journal line, for one cell; seconds. */
  coordinatorCellSeconds: 50e-6,
  /** Coordinator: commands to the queue for one batch; seconds. */
  coordinatorBatchSeconds: 2e-3,
  /** Redis: scripts of one batch from `add` to `remove`, payloads of a few dozen cells; seconds of its one thread. */
  serverBatchSeconds: 1.5e-3,
  /** Bytes of a journal line, and of an answer in the queue. */
  journalCellBytes: 1000,
  /** Bytes of a row of results.parquet. */
  parquetCellBytes: 175,
  /** Opening a journal; seconds a cell. */
  openCellSeconds: 8e-6,
  /** A cell's place in the coordinator's memory; bytes. */
  placeBytes: 100,
  /** Most entries of a Map in V8, hence cells of one run. */
  mapEntries: 2 ** 24,
} as const;
