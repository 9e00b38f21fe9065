import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tegum, temporaryFolder } from '../testing/spawn-tegum.js';

describe('tegum kgons', () => {
  it('finds the pentagon that a sixth, dead feature leaves in place, and draws it', async () => {
    const folder = temporaryFolder();
    const { code, stdout } = await tegum(['kgons', '--features', '6', '--k', '5', '--json', '--figure', 'pentagon.png'], folder);
    expect(code).toBe(0);
    const [pentagon] = JSON.parse(stdout).kgons;
    expect(pentagon).toMatchObject({ k: 5, deadFeatures: 1, activeNeighbours: 2, negativeDirections: 0, kind: 'minimum' });
    expect(pentagon.gradientNorm).toBeLessThan(1e-12);
    expect(existsSync(join(folder, 'pentagon.png'))).toBe(true);
  });
});
