/** @file Before all tests: every package packed, and each installed by itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installAlone } from './alone.js';
import { pack, publishable, type PackedPackage } from './packed-package.js';

/** A package, and the project in which nothing else was installed. */
export interface InstalledPackage extends PackedPackage {
  readonly project: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    packages: InstalledPackage[];
  }
}

export default async function packAll({ provide }: TestProject): Promise<() => void> {
  const temporary = mkdtempSync(join(tmpdir(), 'tegum-packages-'));
  const packed = publishable().map(({ name, folder }) => pack(name, folder, temporary));
  const installed: InstalledPackage[] = [];
  const waiting = [...packed.keys()];
  const install = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      installed[next] = { ...packed[next]!, project: await installAlone(packed[next]!, packed, temporary) };
    }
  };
  // npm waits for the disk half of the time.
  await Promise.all([install(), install()]);
  provide('packages', installed);
  return () => { rmSync(temporary, { recursive: true }); };
}
