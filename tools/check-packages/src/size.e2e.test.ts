import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { bundleWithEsbuild, bundleWithVite } from './bundle.js';
import { budgets } from './budgets.js';

describe.each(budgets)('$what of $package', ({ package: name, what, kilobytes }) => {
  it(`is at most ${kilobytes} kB, minified and gzipped`, async () => {
    const { project } = inject('packages').find((one) => one.name === name)!;
    const entry = join(project, 'size.js');
    writeFileSync(entry, `export ${what} from '${name}';\n`);
    for (const bundle of [bundleWithEsbuild, bundleWithVite]) {
      const size = gzipSync(await bundle(entry, project, 'browser'), { level: 9 }).length / 1000;
      expect(size, bundle.name).toBeLessThanOrEqual(kilobytes);
      // A budget far above the size guards nothing.
      expect(size, bundle.name).toBeGreaterThan(kilobytes / 2);
    }
  });
});
