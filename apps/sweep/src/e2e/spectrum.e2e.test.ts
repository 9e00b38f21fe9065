import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tegum, temporaryFolder } from '../testing/spawn-tegum.js';

describe('tegum spectrum', () => {
  it('shows the direction in which Σ is not isotropic, in the population and in samples', async () => {
    const { code, stdout } = await tegum(['spectrum', '--features', '20', '--density', '0.5', '--samples', '2000', '--json'], temporaryFolder());
    expect(code).toBe(0);
    const { defect, bulk, spike, sample } = JSON.parse(stdout);
    expect(defect).toBeCloseTo(12, 10);
    expect(sample.spike.visible).toBe(true);
    expect(sample.eigenvalues[19] / (bulk + spike)).toBeCloseTo(1, 1);
    expect(sample.eigenvalues[18]).toBeLessThan(1.1 * sample.marchenkoPastur.high);
  });

  it('draws both figures', async () => {
    const folder = temporaryFolder();
    const { code } = await tegum(['spectrum', '--features', '40', '--density', '0.4', '--samples', '400', '--figure', 'spectrum.png', '--map', 'map.svg'], folder);
    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['map.svg', 'spectrum.png']);
  });
});
