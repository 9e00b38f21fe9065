import { serveJobs } from '../../compute/serve-jobs.js';
import { solveThomson } from './solve-thomson.js';

const jobs = { solveThomson };
export type ThomsonJobs = typeof jobs;

serveJobs(jobs);
