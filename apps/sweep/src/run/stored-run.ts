/**
 * @file A run folder and the plan it was made from, together.
 */
import { readRun, StoreIncompatibleError, type RunSnapshot } from '@tegum/data-runs/node';
import type { CellRecord, RunManifest } from '@tegum/data-runs';
import { NUMERICS_VERSION, parseSpec, planSpec, type Plan } from '@tegum/experiments';

/** The plan a manifest tells of. @throws {StoreIncompatibleError} if this version would plan other cells from it. */
export function planOfManifest(path: string, manifest: RunManifest): Plan {
  if (manifest.versions.numerics !== String(NUMERICS_VERSION)) {
    throw new StoreIncompatibleError(path, `numerics ${String(NUMERICS_VERSION)}`, `numerics ${manifest.versions.numerics}`);
  }
  const plan = planSpec(parseSpec(manifest.spec));
  if (plan.digest !== manifest.planDigest) {
    throw new StoreIncompatibleError(path, `plan ${plan.digest}, which its spec describes`, `plan ${manifest.planDigest}`);
  }
  return plan;
}

export interface StoredRun {
  readonly snapshot: RunSnapshot;
  readonly plan: Plan;
}

/** Reads a run without its lock, so also while it is being computed. */
export async function readStoredRun(path: string): Promise<StoredRun> {
  const snapshot = await readRun(path);
  return { snapshot, plan: planOfManifest(path, snapshot.manifest) };
}

/** Records in plan order, of the cells that have one. */
export function recordsInPlanOrder({ snapshot, plan }: StoredRun): AsyncGenerator<CellRecord, void, undefined> {
  return snapshot.records(cellIds(plan));
}

export function* cellIds(plan: Plan): Generator<string, void, undefined> {
  for (const { id } of plan.cells()) yield id;
}
