/** @file Lives for one file: what it parses may come from anywhere. */
import { serveJobs } from '../../compute/serve-jobs.js';
import { spectrumOfFile, type Preparation, type Spectrum } from './landscape.js';

const jobs = {
  readSpectrum: async ({ file, ...options }: Preparation & { readonly file: File; readonly columns: readonly string[] }): Promise<Spectrum> =>
    spectrumOfFile(file.name, new Uint8Array(await file.arrayBuffer()), options),
};
export type OwnDataJobs = typeof jobs;

serveJobs(jobs);
