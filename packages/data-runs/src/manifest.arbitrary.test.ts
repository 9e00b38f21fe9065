/** @file A manifest for tests. Holds no tests itself. */
import type { RunManifest } from './manifest.js';

export function smallManifest(change: Partial<RunManifest> = {}): RunManifest {
  return {
    format: 'tegum-manifest@1',
    name: 'phase-diagram-2x1',
    spec: { grid: { density: [0.1, 0.2] }, note: null },
    planDigest: 'a'.repeat(32),
    cellCount: 2,
    versions: { numerics: 'numerics@1', packages: { '@tegum/core': '0.1.0' } },
    gitCommit: null,
    node: 'v20.20.2',
    v8: '11.3.244.8-node.38',
    cpu: { model: 'a processor', cores: 2 },
    createdAt: '2026-01-02T03:04:05.678Z',
    invocations: [],
    ...change,
  };
}
