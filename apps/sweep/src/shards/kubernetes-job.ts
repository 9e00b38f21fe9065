/**
 * @file job.yaml: a Kubernetes Indexed Job with one index a shard.
 *
 * A pod that is evicted, or ends with 75 because it was asked to stop, does not count as a failure; bad input (2) fails its
 * index at once; anything else is tried again a few times.
 */
import { stringify } from 'yaml';
import { ownVersion } from '../run/versions.js';

const maxPods = 50;
const retriesPerShard = 6;
/** Longer than the worker's grace, so that it is not killed while it syncs. */
const terminationSeconds = 60;

export function kubernetesJob(name: string, shards: number): string {
  const volume = 'runs';
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `tegum-${name}`.slice(0, 63).replace(/-+$/, '') },
    spec: {
      completions: shards,
      parallelism: Math.min(shards, maxPods),
      completionMode: 'Indexed',
      backoffLimitPerIndex: retriesPerShard,
      maxFailedIndexes: shards,
      podFailurePolicy: {
        rules: [
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] },
          { action: 'Ignore', onExitCodes: { containerName: 'worker', operator: 'In', values: [75] } },
          { action: 'FailIndex', onExitCodes: { containerName: 'worker', operator: 'In', values: [2] } },
        ],
      },
      template: {
        spec: {
          restartPolicy: 'Never',
          terminationGracePeriodSeconds: terminationSeconds,
          containers: [
            {
              name: 'worker',
              image: `tegum:${ownVersion}`,
              command: ['sh', '-c', `exec tegum worker /runs/${name} --shard "$JOB_COMPLETION_INDEX" --threads 4 --grace 40s`],
              resources: { requests: { cpu: '4', memory: '4Gi' }, limits: { memory: '4Gi' } },
              volumeMounts: [{ name: volume, mountPath: '/runs' }],
            },
          ],
          volumes: [{ name: volume, persistentVolumeClaim: { claimName: 'tegum-runs' } }],
        },
      },
    },
  };
  return [
    '# kubectl apply -f job.yaml. Change image, resources and the claim to what your cluster has: /runs must be the',
    '# folder that holds this run folder, writable by every pod. When the job has ended: tegum merge <run>',
    stringify(job, { lineWidth: 0 }),
  ].join('\n');
}
