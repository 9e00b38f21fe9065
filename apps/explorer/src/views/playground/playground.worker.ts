import { serveJobs } from '../../compute/serve-jobs.js';
import { examine } from './examine.js';
import { findOptima } from './find-optima.js';
import { lossUnderLaw, skeletonsOf } from './judge.js';
import { train } from './train.js';

const jobs = { findOptima, train, examine, skeletonsOf, lossUnderLaw };
export type PlaygroundJobs = typeof jobs;

serveJobs(jobs);
