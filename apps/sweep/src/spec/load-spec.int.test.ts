import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPlan } from './load-spec.js';

const folder = mkdtempSync(join(tmpdir(), 'tegum-spec-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const good = `format: tegum-spec@1
name: small
model:
  features: 2
  hidden: 1
  density: {list: [0.1, 0.5]}
`;

describe('loadPlan', () => {
  it('reads YAML, JSON and modules to the same plan', async () => {
    const yaml = await loadPlan(file('a.yaml', good), { set: [] });
    const content = { format: 'tegum-spec@1', name: 'small', model: { features: 2, hidden: 1, density: { list: [0.1, 0.5] } } };
    const json = await loadPlan(file('a.json', JSON.stringify(content)), { set: [] });
    const module = await loadPlan(file('a.mjs', `export default ${JSON.stringify(content)}`), { set: [] });
    expect(yaml.cellCount).toBe(2);
    expect([json.digest, module.digest]).toEqual([yaml.digest, yaml.digest]);
  });

  it('applies --set and --seed before the spec is checked', async () => {
    const plan = await loadPlan(file('a.yaml', good), { set: ['train.starts=3', 'model.density={"list":[0.1,0.2,0.3]}'], seed: 7 });
    expect(plan.cellCount).toBe(3);
    expect(plan.cellAt(0).content).toMatchObject({ seed: 7, training: { starts: 3 } });
  });

  it('names file, line and column, and the path in the spec', async () => {
    const path = file('bad.yaml', good.replace('0.5', '1.5'));
    await expect(loadPlan(path, { set: [] })).rejects.toThrow(`${path}:6:25: model.density.list[1]: expected`);
  });

  it('names the flag that set a bad value, not the file', async () => {
    await expect(loadPlan(file('a.yaml', good), { set: ['model.hidden=2'] })).rejects.toThrow(/^--set model\.hidden=2: model\.hidden: expected/);
  });

  it('knows presets by name, and suggests the nearest', async () => {
    expect((await loadPlan('phase-diagram-2x1', { set: [] })).cellCount).toBe(4096);
    await expect(loadPlan('phase-diagram-2x2', { set: [] })).rejects.toThrow(/did you mean "phase-diagram-[23]x[12]"\?/);
  });

  it('says what is wrong with a module', async () => {
    await expect(loadPlan(file('none.mjs', 'export const a = 1'), { set: [] })).rejects.toThrow(/expected a default export, got none/);
    await expect(loadPlan(file('broken.mjs', 'export default {'), { set: [] })).rejects.toThrow(/expected a module that can be loaded/);
  });
});
