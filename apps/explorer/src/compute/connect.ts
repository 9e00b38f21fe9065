import { onDestroy } from 'svelte';
import { activity } from './activity.svelte.js';
import { JobClient, type JobClientOptions } from './job.client.js';
import type { Jobs } from './job.protocol.js';

/**
 * A worker for the component that is being initialised: started at once, ended with the component, replaced when it dies, which
 * the page then says.
 */
export function connect<J extends Jobs>(createWorker: () => Worker, options: JobClientOptions = {}): JobClient<J> {
  const client = new JobClient<J>(createWorker, { ...options, onFault: (fault) => { activity.fault = fault; } });
  client.warm();
  onDestroy(() => { client.dispose(); });
  return client;
}
