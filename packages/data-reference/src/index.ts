export { publishedKGons, type PublishedKGon } from './k-gons.js';
export { usArrests, usArrestsColumns, usArrestsCsv } from './us-arrests.js';
export type { UsArrestsRow } from './us-arrests.js';
export { phaseCandidates, type PhaseCandidate } from './phase-candidates.js';
export { publishedThomson, publishedThomsonOf, thomsonSource, type PublishedThomson } from './thomson-energies.js';
