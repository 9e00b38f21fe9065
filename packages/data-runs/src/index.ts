export type { CellError, CellParameters, CellRecord, CellResult, CellStatus, TrainMethod } from './record.js';
