import { expect, it } from 'vitest';
import { isSupportedNode } from './node-version.mjs';

it.each(['20.19.0', '20.20.2', '22.12.0', '24.1.0', '26.0.0'])('Node %s is new enough', (version) => {
  expect(isSupportedNode(version)).toBe(true);
});

it.each(['18.20.4', '20.18.3', '21.7.3', '22.11.0'])('Node %s is not', (version) => {
  expect(isSupportedNode(version)).toBe(false);
});
