import { describe, expect, it } from 'vitest';
import { soakOptions } from './options.js';

describe('soakOptions', () => {
  it('takes a scenario, and its numbers', () => {
    expect(soakOptions(['coordinator'])).toEqual({ scenario: 'coordinator', seed: 1, kills: 1000 });
    expect(soakOptions(['redis', '--seed', '7'])).toEqual({ scenario: 'redis', seed: 7, kills: 1000 });
    expect(soakOptions(['coordinator', '--kills', '3', '--help'])).toBe('help');
  });

  it.each([
    [[], 'soak: expected one of coordinator, redis, postgres, got "" (npm run soak -- --help)'],
    [['redis', 'postgres'], 'soak: expected one of coordinator, redis, postgres, got "redis postgres" (npm run soak -- --help)'],
    [['coordinator', '--kills', '0'], '--kills: expected a whole number ≥ 1, got "0"'],
    [['coordinator', '--seed', 'x'], '--seed: expected a whole number ≥ 0, got "x"'],
    [['coordinator', '--kill', '3'], "soak: expected options of its own, got another: Unknown option '--kill' (npm run soak -- --help)"],
  ])('says of %j in one line what is wrong', (args, fault) => {
    expect(soakOptions(args)).toEqual({ fault });
  });
});
