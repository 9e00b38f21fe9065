import { serveJobs } from '../../compute/serve-jobs.js';
import { checkNotes } from './check-notes.js';

const jobs = { checkNotes };
export type NotesJobs = typeof jobs;

serveJobs(jobs);
