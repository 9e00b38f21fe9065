/** @file What the page as a whole knows of its computations: whether any runs, and what went wrong with workers. */
import type { WorkerFault } from './job.client.js';

class Activity {
  /** Requests that wait for their final answer. */
  running = $state(0);
  /** The newest fault of a worker, until dismissed. */
  fault = $state.raw<WorkerFault | undefined>(undefined);
}

export const activity = new Activity();
