export { readTable, tableFormatOf, tableFormats } from './read-table.js';
export type { ReadTableOptions, TableFormat } from './read-table.js';
export { secondMoment } from './second-moment.js';
export type { SecondMomentOptions } from './second-moment.js';
export type { Table } from './table.js';
