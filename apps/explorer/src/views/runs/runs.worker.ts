/** @file Lives for one file, the example or one from anywhere. */
import { serveJobs } from '../../compute/serve-jobs.js';
import { readRun, type RunTable } from './read-run.js';

const jobs = {
  readFile: async ({ file }: { readonly file: File }): Promise<RunTable> => readRun(file.name, new Uint8Array(await file.arrayBuffer())),
  /** The bundled run. */
  readExample: async (_: Record<string, never>): Promise<RunTable> => {
    const response = await fetch(new URL('./example.parquet', import.meta.url));
    if (!response.ok) throw new Error(`example run: expected its file, got ${String(response.status)} ${response.statusText}`);
    return readRun('the example', new Uint8Array(await response.arrayBuffer()));
  },
};
export type RunsJobs = typeof jobs;

serveJobs(jobs);
