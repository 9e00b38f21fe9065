import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { kubernetesJob } from './kubernetes-job.js';
import { slurmScript } from './slurm-script.js';

describe('slurmScript', () => {
  it('asks for one task a shard, at most 50 at a time, that may be queued again', () => {
    const script = slurmScript('grid', '/runs/grid', 200);
    expect(script).toMatch(/^#!\/bin\/bash\n/);
    expect(script.match(/^#SBATCH .*$/gm)).toEqual([
      '#SBATCH --job-name=tegum-grid',
      '#SBATCH --array=0-199%50',
      '#SBATCH --cpus-per-task=4',
      '#SBATCH --requeue',
      '#SBATCH --signal=B:TERM@60',
    ]);
  });

  it('keeps a folder with blanks and quotes one word', () => {
    expect(slurmScript('grid', "/a b/it's", 1)).toContain(`run='/a b/it'\\''s'\n`);
  });
});

describe('kubernetesJob', () => {
  it('is an Indexed Job that forgives evictions and gives up on bad input', () => {
    const job = parse(kubernetesJob('grid', 200)) as { readonly metadata: object; readonly spec: { readonly template: { readonly spec: object } } };
    expect(job).toMatchObject({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'tegum-grid' } });
    expect(job.spec).toMatchObject({ completions: 200, parallelism: 50, completionMode: 'Indexed', backoffLimitPerIndex: 6 });
    expect(job.spec).toMatchObject({
      podFailurePolicy: {
        rules: [
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] },
          { action: 'Ignore', onExitCodes: { containerName: 'worker', values: [75] } },
          { action: 'FailIndex', onExitCodes: { containerName: 'worker', values: [2] } },
        ],
      },
    });
    expect(job.spec.template.spec).toMatchObject({
      restartPolicy: 'Never',
      containers: [{ name: 'worker', command: ['sh', '-c', 'exec tegum worker /runs/grid --shard "$JOB_COMPLETION_INDEX" --threads 4 --grace 40s'] }],
    });
  });
});
