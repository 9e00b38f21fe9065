import { serveJobs } from '../../compute/serve-jobs.js';
import { followFlows, type FlowQuestion } from '../linear/follow-flows.js';
import { findAtlas } from './find-atlas.js';
import { eigenvaluesOf, type LandscapeSource } from './landscape.js';

const jobs = {
  findAtlas,
  followFlow: ({ source, ...question }: Omit<FlowQuestion, 'eigenvalues'> & { readonly source: LandscapeSource }) => followFlows({ ...question, eigenvalues: eigenvaluesOf(source) }),
};
export type CriticalPointsJobs = typeof jobs;

serveJobs(jobs);
