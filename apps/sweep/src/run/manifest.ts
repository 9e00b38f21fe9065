/**
 * @file What a manifest says about the program and the machine. The only place that asks the host who it is.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestFormat, type JsonValue, type RunManifest } from '@tegum/data-runs';
import { NUMERICS_VERSION, type Plan } from '@tegum/experiments';
import { ownVersion, versionIn } from './versions.js';

const ownFolder = dirname(fileURLToPath(import.meta.url));

/** Packages whose code decides what a run's records hold. */
const recordedPackages = ['@tegum/core', '@tegum/data-runs', '@tegum/data-sparse', '@tegum/experiments', '@tegum/figures'];

/** The manifest of a run that begins now. */
export function newManifest(plan: Plan, now: Date): RunManifest {
  const processors = cpus();
  return {
    format: manifestFormat,
    name: plan.spec.name,
    spec: JSON.parse(JSON.stringify(plan.spec)) as JsonValue,
    planDigest: plan.digest,
    cellCount: plan.cellCount,
    versions: {
      numerics: String(NUMERICS_VERSION),
      packages: {
        tegum: ownVersion,
        ...Object.fromEntries(recordedPackages.map((name) => [name, versionIn(`${name}/package.json`)])),
      },
    },
    gitCommit: gitCommit(),
    node: process.versions.node,
    v8: process.versions.v8,
    cpu: { model: processors[0]?.model.trim() ?? 'unknown', cores: availableParallelism() },
    createdAt: now.toISOString(),
    invocations: [],
  };
}

/** The commit of this program's own checkout; null for an installed one, which its version names. */
function gitCommit(): string | null {
  if (ownFolder.split(sep).includes('node_modules')) return null;
  try {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ownFolder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 2000 });
    return commit.trim();
  } catch {
    return null;
  }
}
