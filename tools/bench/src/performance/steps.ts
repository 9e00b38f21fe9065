/** @file Steps of AdamW at batch 1024: PyTorch's and ours in turn, each on all cores at once. */
import { median } from '../harness/median.js';
import { trainer } from './backends.js';
import type { Effort } from './effort.js';
import type { Lane } from './lanes/lane.js';
import { nameOf, type Problem } from './problems.js';
import type { StepRow } from './report/report.js';
import type { TorchProcess } from './torch/torch-process.js';

/** Steps of the shorter of two trainings whose difference is timed: what a training spends besides its steps cancels. */
const BASE_STEPS = 1;
/** The longer training takes at least so many times as long, so that the difference stands out. */
const LEAST_CONTRAST = 4;
const MOST_STEPS = 1 << 14;
const MOST_ROUNDS = 100;

export async function measureSteps(problem: Problem, lanes: readonly Lane[], torches: readonly TorchProcess[], effort: Effort): Promise<StepRow> {
  await Promise.all(torches.map((torch, index) => torch.start(problem, 1 + index)));
  const train = (lane: Lane, steps: number): Promise<number> => lane.run({ do: 'train', problem, backend: trainer, steps });
  await Promise.all(lanes.map((lane) => train(lane, BASE_STEPS)));
  const base = await train(lanes[0]!, BASE_STEPS);
  const ownSteps = await stepsFor(Math.max(effort.batchMs, LEAST_CONTRAST * base), (steps) => train(lanes[0]!, BASE_STEPS + steps));
  const torchSteps = torches.length === 0 ? 0 : await stepsFor(effort.batchMs, async (steps) => 1000 * (await torches[0]!.steps(steps)));
  const bases: number[] = [];
  const wholes: number[] = [];
  const theirs: number[] = [];
  const stepUs = (): number => ((median(wholes) - median(bases)) * 1000) / ownSteps;
  // On a machine so busy that the longer training seems the shorter, a few more rounds.
  for (let round = 0; round < effort.rounds || (!(stepUs() > 0) && round < MOST_ROUNDS); round++) {
    bases.push(...(await Promise.all(lanes.map((lane) => train(lane, BASE_STEPS)))));
    wholes.push(...(await Promise.all(lanes.map((lane) => train(lane, BASE_STEPS + ownSteps)))));
    const seconds = await Promise.all(torches.map((torch) => torch.steps(torchSteps)));
    theirs.push(...seconds.map((value) => (value * 1e6) / torchSteps / problem.torchInstances));
  }
  const tegumUs = stepUs();
  if (!(tegumUs > 0)) throw new Error(`steps of ${nameOf(problem)}: expected the longer training to take longer, got ${tegumUs} µs a step (the machine is too busy)`);
  return { tegumUs, torchUs: theirs.length === 0 ? null : median(theirs), torchInstances: problem.torchInstances };
}

/** How many steps take `leastMs`; it warms up on the way. */
async function stepsFor(leastMs: number, msOf: (steps: number) => Promise<number>): Promise<number> {
  let steps = 2;
  while (steps < MOST_STEPS && (await msOf(steps)) < leastMs) steps *= 2;
  return steps;
}
