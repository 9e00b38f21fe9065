import { serveJobs } from '../../compute/serve-jobs.js';
import { followFlows } from '../linear/follow-flows.js';

const jobs = { followFlows };
export type TyingJobs = typeof jobs;

serveJobs(jobs);
