import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { currentProcess, livenessOf } from './process-identity.js';

const self = currentProcess();

describe('livenessOf', () => {
  it('finds itself and its parent alive', () => {
    expect(livenessOf(self)).toBe('alive');
    expect(livenessOf({ ...self, pid: process.ppid, startTime: null })).toBe('alive');
  });

  it('finds a process that has ended dead', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect(livenessOf({ ...self, pid, startTime: null })).toBe('dead');
  });

  it.runIf(process.platform === 'linux')('is not fooled by an id used again, nor by a boot since', () => {
    expect(self.startTime).toMatch(/^\d+$/);
    expect(livenessOf({ ...self, startTime: '1' })).toBe('dead');
    expect(livenessOf({ ...self, bootId: 'another' })).toBe('dead');
  });

  it('cannot tell of another host or container', () => {
    expect(livenessOf({ ...self, host: 'elsewhere' })).toBe('unknown');
    expect(livenessOf({ ...self, pidNamespace: 'pid:[1]' })).toBe('unknown');
  });
});
