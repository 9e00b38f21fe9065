/**
 * @file submit.sh: a Slurm array with one task a shard.
 *
 * Slurm signals the script alone (`B:`), so it passes SIGTERM on and waits; a worker that was stopped ends with 75, and its task is
 * queued again. What the stopped attempt finished is in its segment, and is not computed again.
 */
import { resolve } from 'node:path';
import { shellWord } from '../cli/run-report.js';

/** Tasks that run at the same time, so that one sweep does not take a cluster. */
const maxTasks = 50;

/** @param run - The run folder, as every node sees it. */
export function slurmScript(name: string, run: string, shards: number): string {
  return `#!/bin/bash
#SBATCH --job-name=tegum-${name}
#SBATCH --array=0-${String(shards - 1)}%${String(maxTasks)}
#SBATCH --cpus-per-task=4
#SBATCH --requeue
#SBATCH --signal=B:TERM@60
# Submit with \`sbatch submit.sh\`; add account, partition and --time as your cluster wants them. When all tasks have ended: tegum merge <run>
run=${shellWord(resolve(run))}

\${TEGUM:-tegum} worker "$run" --shard "$SLURM_ARRAY_TASK_ID" --threads "\${SLURM_CPUS_PER_TASK:-1}" --grace 40s &
worker=$!
trap 'kill -TERM "$worker"; signalled=1' TERM
# A trapped signal ends \`wait\` early: wait again for the worker's own exit code.
signalled=1
while [ "$signalled" -eq 1 ]; do
  signalled=0
  wait "$worker"; code=$?
done
if [ "$code" -eq 75 ]; then
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}"
fi
exit "$code"
`;
}
