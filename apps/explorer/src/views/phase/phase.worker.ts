import { serveJobs } from '../../compute/serve-jobs.js';
import { exactDiagram } from './exact-diagram.js';
import { optimaAt } from './optima-at.js';
import { traceLines } from './trace-lines.js';
import { trainedDiagram } from './trained-diagram.js';

const jobs = { exactDiagram, optimaAt, traceLines, trainedDiagram };
export type PhaseJobs = typeof jobs;

serveJobs(jobs);
