/** @file Every view, in the order of the navigation. The first one is shown where the address names none. */
import { criticalPoints } from './critical-points/view.js';
import { notes } from './notes/view.js';
import { phase } from './phase/view.js';
import { playground } from './playground/view.js';
import { runs } from './runs/view.js';
import { skeleta } from './skeleta/view.js';
import { thomsonView } from './thomson/view.js';
import { tying } from './tying/view.js';
import type { AnyView } from './view.js';

export const views: readonly [AnyView, ...AnyView[]] = [playground, phase, criticalPoints, tying, skeleta, thomsonView, runs, notes];
