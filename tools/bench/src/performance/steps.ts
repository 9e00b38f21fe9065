/** @file Steps of AdamW at batch 1024: PyTorch's, ours, and those of the plain reference in turn, each on all cores at once. */
import { median } from '../harness/median.js';
import { trainer, type BackendName } from './backends.js';
import type { Effort } from './effort.js';
import { Lane } from './lanes/lane.js';
import type { Problem } from './problems.js';
import type { StepRow } from './report/report.js';
import type { TorchProcess } from './torch/torch-process.js';

const reference: BackendName = 'core';
const MOST_STEPS = 1 << 14;
/** Operations are counted over so many steps, after so many. */
const COUNTED_STEPS = 8;

export async function measureSteps(problem: Problem, lanes: readonly Lane[], torches: readonly TorchProcess[], effort: Effort): Promise<StepRow> {
  await Promise.all(torches.map((torch, index) => torch.start(problem, 1 + index)));
  const train = (lane: Lane, backend: BackendName, steps: number): Promise<number> => lane.run({ do: 'train', problem, backend, steps });
  const counts = {
    own: await stepsFor(effort.batchMs, (steps) => train(lanes[0]!, trainer, steps)),
    reference: await stepsFor(effort.batchMs, (steps) => train(lanes[0]!, reference, steps)),
    torch: torches.length === 0 ? 0 : await stepsFor(effort.batchMs, async (steps) => 1000 * (await torches[0]!.steps(steps))),
  };
  const own: number[] = [];
  const plain: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < effort.rounds; round++) {
    const on = async (backend: BackendName, steps: number): Promise<number[]> =>
      (await Promise.all(lanes.map((lane) => train(lane, backend, steps)))).map((ms) => (1000 * ms) / steps);
    own.push(...(await on(trainer, counts.own)));
    plain.push(...(await on(reference, counts.reference)));
    const seconds = await Promise.all(torches.map((torch) => torch.steps(counts.torch)));
    theirs.push(...seconds.map((value) => (value * 1e6) / counts.torch / problem.torchInstances));
  }
  const counter = new Lane();
  const { flops, bytes } = await counter
    .run({ do: 'countTraining', problem, backend: trainer, after: counts.own, steps: COUNTED_STEPS })
    .finally(() => counter.close());
  return {
    tegumUs: median(own),
    coreUs: median(plain),
    torchUs: theirs.length === 0 ? null : median(theirs),
    torchInstances: problem.torchInstances,
    flops,
    bytes,
  };
}

/** How many steps take `leastMs`; it warms up on the way. */
async function stepsFor(leastMs: number, msOf: (steps: number) => Promise<number>): Promise<number> {
  let steps = 1;
  while (steps < MOST_STEPS && (await msOf(steps)) < leastMs) steps *= 2;
  return steps;
}
