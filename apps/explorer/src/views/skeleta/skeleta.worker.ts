import { serveJobs } from '../../compute/serve-jobs.js';
import { sharesOverDensity } from './shares-over-density.js';
import { skeletonsAt } from './skeletons-at.js';

const jobs = { skeletonsAt, sharesOverDensity };
export type SkeletaJobs = typeof jobs;

serveJobs(jobs);
