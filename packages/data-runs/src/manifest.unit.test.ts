import { describe, expect, it } from 'vitest';
import { beginInvocation, decodeManifest, encodeManifest, endInvocation } from './manifest.js';
import { smallManifest } from './manifest.arbitrary.test.js';

describe('a manifest', () => {
  it('comes back as it was', () => {
    const manifest = beginInvocation(smallManifest({ gitCommit: '0123abc' }), '2026-01-02T03:04:06Z', 2);
    expect(decodeManifest(encodeManifest(manifest))).toEqual(manifest);
  });

  it.each([
    ['{', 'm.json: expected JSON'],
    ['[]', 'm.json: expected a valid manifest'],
    [encodeManifest(smallManifest()).replace('manifest@1', 'manifest@2'), 'expected a valid format'],
    [encodeManifest(smallManifest()).replace('"cellCount": 2', '"cellCount": -2'), 'expected a valid cellCount'],
    [encodeManifest(smallManifest()).replace('05.678Z', '05.678+01:00'), 'expected a valid createdAt'],
    [encodeManifest(smallManifest()).replace('"name"', '"title"'), 'm.json: expected a valid name'],
  ])('is refused in case %#', (text, message) => {
    expect(() => decodeManifest(text, 'm.json')).toThrow(message);
  });
});

describe('invocations', () => {
  it('are ended with what they did', () => {
    const begun = beginInvocation(smallManifest(), '2026-01-02T03:04:06Z', 2);
    const ended = endInvocation(begun, { outcome: 'finished', finishedAt: '2026-01-02T03:05:06Z', cellsDone: 2, cellsFailed: 1 });
    expect(ended.invocations).toEqual([
      { startedAt: '2026-01-02T03:04:06Z', finishedAt: '2026-01-02T03:05:06Z', threads: 2, outcome: 'finished', cellsDone: 2, cellsFailed: 1 },
    ]);
  });

  it('still running when another begins were killed', () => {
    const first = beginInvocation(smallManifest(), '2026-01-02T03:04:06Z', 2);
    const second = beginInvocation(first, '2026-01-03T00:00:00Z', 1);
    expect(second.invocations.map(({ outcome }) => outcome)).toEqual(['interrupted', 'running']);
    expect(endInvocation(second, { outcome: 'failed', finishedAt: '2026-01-03T00:00:01Z', cellsDone: 0, cellsFailed: 0 }).invocations[0]).toEqual(second.invocations[0]);
  });
});
