export { publishedKGons, type PublishedKGon } from './k-gons.js';
