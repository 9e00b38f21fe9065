import { serveJobs } from '../../compute/serve-jobs.js';
import { findOptima } from './find-optima.js';

const jobs = { findOptima };
export type PlaygroundJobs = typeof jobs;

serveJobs(jobs);
