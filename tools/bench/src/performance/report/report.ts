/** @file What one run of the comparison found. Times are medians over rounds that interleave what is compared; null is what was not measured. */
import type { PowerLaw } from '../growth.js';

export interface Machine {
  readonly name: string;
  readonly cores: number;
  /** Cores that other programs used just before the start. */
  readonly busyBefore: number;
  readonly date: string;
  readonly torch: string | null;
  /** Where PyTorch is missing, or slower than it need be: why, and what to do. */
  readonly remedy: string | null;
}

/** Loss and gradient at an optimum. */
export interface EvaluationRow {
  /** Whether the point is an optimum; else one on the way there. */
  readonly converged: boolean;
  /** Terms for a certified relative error of 1e-5, and the period. */
  readonly terms: number;
  readonly period: number;
  /** Certified, relative. */
  readonly errorBound: number;
  readonly coreUs: number;
  readonly simdUs: number;
  /** Terms for a measured relative error of 1e-5, and what the evaluation takes then. */
  readonly measuredTerms: number;
  readonly measuredError: number;
  readonly measuredSimdUs: number;
  /** Of the certified evaluation in `simdUs`; null where no WebAssembly runs. */
  readonly flops: number | null;
  readonly bytes: number | null;
}

/** Converged solves. */
export interface SolveRow {
  readonly starts: number;
  readonly ms: number;
  readonly evaluations: number;
  /** Exact losses of the ends, and the bound on their errors. */
  readonly losses: readonly number[];
  readonly errorBound: number;
  /** (loss − loss of the local minimum that the best end polishes to) / loss; null where that was not sought. */
  readonly excess: number | null;
}

/** One step of AdamW at batch 1024, per instance. */
export interface StepRow {
  readonly tegumUs: number;
  /** Of the reference in plain TypeScript. */
  readonly coreUs: number;
  /** null without PyTorch. */
  readonly torchUs: number | null;
  readonly torchInstances: number;
  /** Of ours, in float32. */
  readonly flops: number;
  readonly bytes: number;
}

/** PyTorch's own end. */
export interface TorchRow {
  readonly steps: number;
  /** Time of one instance on one core for `steps` steps: the median step times their number. */
  readonly seconds: number;
  /** Exact losses after `steps` steps, in core's words; empty where they were not run. */
  readonly losses: readonly number[];
  readonly lossErrorBound: number;
}

/** How long it takes to find a loss at most `target`. */
export interface TargetRow {
  /** PyTorch's median exact loss, of an even number of runs the lower of the two in the middle. */
  readonly target: number;
  /** Starts a success takes on average: starts / starts that ended at or below the target; null where none did. */
  readonly startsNeeded: number | null;
  /** Milliseconds to a converged solve at or below the target, failed starts included. */
  readonly ms: number | null;
  /** Milliseconds until the target is first passed, failed starts included. */
  readonly firstMs: number | null;
}

/** Throughput of evaluations on several threads over that on one. */
export interface ThreadsRow {
  readonly threads: readonly number[];
  readonly speedup: readonly number[];
}

export interface Row {
  readonly features: number;
  readonly hidden: number;
  readonly density: number;
  readonly evaluation: EvaluationRow;
  readonly solve: SolveRow | null;
  readonly step: StepRow | null;
  readonly torch: TorchRow | null;
  readonly target: TargetRow | null;
  readonly threads: ThreadsRow;
}

export interface Growth {
  readonly core: PowerLaw | null;
  readonly simd: PowerLaw | null;
  /** Of the time divided by the number of terms. */
  readonly simdPerTerm: PowerLaw | null;
  readonly tegumStep: PowerLaw | null;
  readonly torchStep: PowerLaw | null;
}

export interface Report {
  readonly machine: Machine;
  /** GFLOP/s of f64x2 multiplications and additions in WebAssembly on one core. */
  readonly peakGflops: number;
  readonly rows: readonly Row[];
  readonly growth: Growth;
}
