import { RandomStream, cos, exp, expm1, log, log1p, philox4x32Into, populationLoss, sin } from '@tegum/core';
import { cellOf, findPreset, parseSpec, planSpec, runCell, type CellContent } from '@tegum/experiments';
import { MinibatchTrainer } from '@tegum/simd';

/** Something whose every bit must be the same wherever it is computed. */
export interface Computation {
  readonly name: string;
  readonly compute: () => Float64Array | Uint32Array | Uint8Array;
}

const points = 4096;

/** Points −limit … limit, or 0⁺ … limit for functions of positive numbers; none of them round. */
function grid(limit: number, positive = false): Float64Array {
  return Float64Array.from({ length: points }, (_, i) => (positive ? ((i + 0.7) / points) * limit : ((2 * i + 0.7) / points - 1) * limit));
}

/** Loss, error bound and gradient of random models, one after the other. */
function losses(features: number, hidden: number, models: number): Float64Array {
  const stream = new RandomStream(features * 100 + hidden);
  const found: number[] = [];
  for (let model = 0; model < models; model++) {
    const W = new Float64Array(hidden * features);
    const b = new Float64Array(features);
    stream.fillNormal(W);
    for (let i = 0; i < features; i++) b[i] = 0.3 * stream.uniform() - 0.2;
    const density = Float64Array.from(b, () => stream.uniform());
    const importance = Float64Array.from(b, (_, i) => 1 / (i + 1));
    const { loss, errorBound, gradient } = populationLoss({ features, hidden, W, b }, { density, importance }, { tolerance: 1e-9, gradient: true });
    found.push(loss, errorBound, ...gradient!.W, ...gradient!.b);
  }
  return Float64Array.from(found);
}

/** Models, moments and losses of two models after some steps of each path and optimiser, and the rows of the next step. */
function trainings(features: number, hidden: number, steps: number): Float64Array {
  const found: number[] = [];
  for (const equal of [true, false]) {
    const density = Float64Array.from({ length: features }, (_, i) => (equal ? 0.1 : 1 / (i + 1)));
    const importance = Float64Array.from(density, (_, i) => 1 / (i + 1));
    for (const path of ['gram', 'hidden'] as const) {
      for (const optimizer of ['sgd', 'adam', 'adamw'] as const) {
        const rates = { learningRate: 0.01, momentum: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };
        const trainer = new MinibatchTrainer({ features, hidden, density, importance, optimizer, batchSize: 100, ...rates }, [{ seed: 1, stream: 0 }, { seed: [2, 3], stream: 4 }], path);
        found.push(...trainer.run(steps), ...trainer.samples(1, steps));
        for (const instance of [0, 1]) {
          const { first, second } = trainer.optimizerState(instance);
          for (const { W, b } of [trainer.model(instance), first, second]) found.push(...W, ...b);
        }
      }
    }
  }
  return Float64Array.from(found);
}

/** What a cell leaves behind, as it stands in the journal. */
function record(content: Pick<CellContent, 'features' | 'hidden' | 'density' | 'training'>): Uint8Array {
  const importance = content.density.map((_, i) => 1 / (i + 1));
  const found = runCell(cellOf({ ...content, importance, seed: 0 }));
  if (found.status !== 'done') throw new Error(`cell: expected status done, got ${found.status} (${found.error?.message ?? 'no message'})`);
  return new TextEncoder().encode(JSON.stringify(found));
}

/** The records of cells spread over the 4096 of the phase diagram. */
function phaseDiagramRecords(count: number): Uint8Array {
  const plan = planSpec(parseSpec(findPreset('phase-diagram-2x1').spec));
  const records = Array.from({ length: count }, (_, e) => runCell(plan.cellAt(Math.floor((e * plan.cellCount) / count))));
  return new TextEncoder().encode(JSON.stringify(records));
}

/** Cells of 2 to 12 features by every method, densities from rare to always, a dead one here and there. */
function mixedRecords(count: number): Uint8Array {
  const rates = { learningRate: 1e-2, momentum: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };
  const methods = ['exact', 'exact', 'exact', 'adamw', 'adam', 'sgd'] as const;
  const records = Array.from({ length: count }, (_, e) => {
    const features = 2 + (e % 11);
    const method = methods[e % methods.length]!;
    const training =
      method === 'exact'
        ? ({ method, starts: 2, tolerance: 1e-6, maxIterations: 40 } as const)
        : ({ method, starts: 1, tolerance: 1e-5, steps: 20, batchSize: 32, ...rates } as const);
    const density = Array.from({ length: features }, (_, i) => (e % 7 === 3 && i === 1 ? 0 : e % 5 === 4 ? (i + 1) / features : 0.02 * (1 + (e % 9))));
    const importance = density.map((_, i) => (e % 2 === 0 ? 1 : 0.8 ** i));
    return runCell(cellOf({ features, hidden: Math.max(1, (features >> 1) - (e % 2)), density, importance, training, seed: e }));
  });
  const failed = records.find(({ status }) => status === 'failed');
  if (failed !== undefined) throw new Error(`cell: expected no failure, got ${failed.error?.message ?? 'no message'}`);
  return new TextEncoder().encode(JSON.stringify(records));
}

export const computations: readonly Computation[] = [
  {
    name: 'philox4x32-10, 1024 blocks',
    compute: () => {
      const words = new Uint32Array(4096);
      for (let block = 0; block < 1024; block++) philox4x32Into(words.subarray(4 * block), block, 0, 0, 7, 1, 2);
      return words;
    },
  },
  { name: 'exp', compute: () => grid(700).map(exp) },
  { name: 'expm1', compute: () => grid(2).map(expm1) },
  { name: 'log', compute: () => grid(1000, true).map(log) },
  { name: 'log1p', compute: () => grid(3, true).map(log1p) },
  { name: 'sin', compute: () => grid(1e5).map(sin) },
  { name: 'cos', compute: () => grid(1e5).map(cos) },
  {
    name: 'normal deviates',
    compute: () => {
      const deviates = new Float64Array(4096);
      new RandomStream(2026, 3).fillNormal(deviates);
      return deviates;
    },
  },
  { name: 'exact loss and gradient 2×1', compute: () => losses(2, 1, 50) },
  { name: 'exact loss and gradient 5×2', compute: () => losses(5, 2, 20) },
  { name: 'exact loss and gradient 12×4', compute: () => losses(12, 4, 4) },
  {
    name: 'record of an exact cell',
    compute: () => {
      const training = { method: 'exact', starts: 4, tolerance: 1e-9, maxIterations: 200 } as const;
      return record({ features: 5, hidden: 2, density: [0.1, 0.1, 0.1, 0.1, 0.1], training });
    },
  },
  {
    name: 'record of an adamw cell',
    compute: () => {
      const rates = { learningRate: 1e-2, momentum: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };
      const training = { method: 'adamw', starts: 2, tolerance: 1e-9, steps: 50, batchSize: 64, ...rates } as const;
      return record({ features: 3, hidden: 2, density: [0.3, 0.2, 0.1], training });
    },
  },
  { name: 'minibatch training 2×1', compute: () => trainings(2, 1, 200) },
  { name: 'minibatch training 5×2', compute: () => trainings(5, 2, 100) },
  { name: 'minibatch training 37×7', compute: () => trainings(37, 7, 20) },
  {
    name: 'record of an exact cell in WebAssembly',
    compute: () => {
      const training = { method: 'exact', starts: 2, tolerance: 1e-5, maxIterations: 60 } as const;
      return record({ features: 12, hidden: 4, density: Array<number>(12).fill(0.05), training });
    },
  },
  { name: 'records of 200 cells of the phase diagram 2×1', compute: () => phaseDiagramRecords(200) },
  { name: 'records of 200 cells of 2 to 12 features by every method', compute: () => mixedRecords(200) },
];
