import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { views } from '../views/registry.js';
import { readAddress, writeAddress } from './address.js';
import { oddHash } from './odd-address.support.test.js';

const seed = 20260101;

describe('addresses', () => {
  it('are read, whatever they hold, as a place that is written and read again as the same, without a problem', () => {
    fc.assert(
      fc.property(oddHash, (text) => {
        const place = readAddress(`#${text}`, views);
        const again = readAddress(writeAddress(place), views);
        expect(again).toEqual({ ...place, problems: [] });
      }),
      { seed, numRuns: 3000 },
    );
  });

  it('report everything that is not understood', () => {
    const { problems } = readAddress('#playground?v=1&features=1&features=2&colour=red&hidden=2&embed=yes&__proto__=1', views);
    expect(problems).toEqual([
      'embed: expected 0 or 1, got "yes" (0 is used)',
      'features: expected an integer from 2 to 64, got "1" (5 is used)',
      'features: expected it once, got it again (the first one holds)',
      '"colour": no such setting here (it is ignored; there are features, hidden, density, decay, last, starts, seed, optimum, moved, optimizer, rate, batch, steps, speed, law)',
      '"__proto__": no such setting here (it is ignored; there are features, hidden, density, decay, last, starts, seed, optimum, moved, optimizer, rate, batch, steps, speed, law)',
    ]);
  });

  it('say which view and which version they were made for', () => {
    expect(readAddress('#nowhere', views).problems[0]).toMatch(/^address: expected one of the views playground.*, got "nowhere"$/);
    expect(readAddress('#playground?v=9', views).problems[0]).toMatch(/^v: expected 1, got "9"/);
    expect(writeAddress(readAddress('', views))).toMatch(/^#playground\?v=1$/);
  });
});
