export type { Cell, CellContent, Training } from './cell.js';
