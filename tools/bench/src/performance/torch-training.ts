/** @file PyTorch's 10,000 steps, one process a core, and the exact losses they end at. */
import type { Effort } from './effort.js';
import { exactLoss } from './evaluation.js';
import type { Problem } from './problems.js';
import type { StepRow, TorchRow } from './report/report.js';
import type { TorchProcess } from './torch/torch-process.js';

/** Steps between two answers, so that no process is silent for long. */
const CHUNK = 500;

/** @returns null without PyTorch. The time is the interleaved median step times the number of steps, whether or not they were run. */
export async function trainWithTorch(
  problem: Problem,
  torches: readonly TorchProcess[],
  { torchUs }: StepRow,
  effort: Effort,
  say: (text: string) => void,
): Promise<TorchRow | null> {
  if (torches.length === 0 || torchUs === null) return null;
  const steps = effort.torchSteps;
  const seconds = (torchUs * steps) / 1e6;
  if (problem.long && !effort.full) return { steps, seconds, losses: [], lossErrorBound: 0 };
  await Promise.all(
    torches.map(async (torch, index) => {
      await torch.start(problem, 1001 + index);
      for (let done = 0; done < steps; done += CHUNK) {
        await torch.steps(Math.min(CHUNK, steps - done));
        if (index === 0) say(`PyTorch: ${Math.min(steps, done + CHUNK)} of ${steps} steps`);
      }
    }),
  );
  const models = (await Promise.all(torches.map((torch) => torch.models()))).flat();
  const exact = models.map((model) => exactLoss(problem, model));
  return { steps, seconds, losses: exact.map(({ loss }) => loss), lossErrorBound: Math.max(...exact.map(({ errorBound }) => errorBound)) };
}
