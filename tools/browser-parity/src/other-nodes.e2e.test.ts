import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import golden from './digests.golden.json' with { type: 'json' };
import { findNode, nodeVersions } from './other-nodes.js';

declare module 'vitest' {
  interface TaskMeta {
    skipReason?: string;
  }
}

const program = fileURLToPath(new URL('../dist/print-digests.js', import.meta.url));

describe('the built program', { timeout: 300_000 }, () => {
  for (const version of nodeVersions) {
    const major = version.split('.')[0]!;
    const found = findNode(version);
    const title = `gives the stored bytes on Node ${major}`;
    // Where every check has to run, a Node that cannot be had is a failure.
    const skipped = 'missing' in found && process.env['CI'] === undefined;
    it(title, skipped ? { skip: true, meta: { skipReason: found.missing } } : {}, () => {
      if ('missing' in found) throw new Error(found.missing);
      const { stdout, stderr, status } = spawnSync(found.path, [program], { encoding: 'utf8' });
      expect(status, stderr).toBe(0);
      const { node, digests } = JSON.parse(stdout) as { node: string; digests: Record<string, string> };
      expect(node.split('.')[0]).toBe(major);
      expect(digests).toEqual(golden.digests);
    });
  }
});
