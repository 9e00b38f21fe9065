import { describe, expect, it } from 'vitest';
import { uncertainDigits } from './uncertain-digits.js';

describe('uncertainDigits', () => {
  it.each([
    [0.026305131123, 3e-14, '0.02630513112300 ± 3e-14'],
    [0.5, 0, '0.5'],
    [0.0123456789, 1.2e-5, '0.01235 ± 2e-5'],
    [1.23e-9, 1e-12, '1.230e-9 ± 1e-12'],
    [0, 1e-17, '0 ± 1e-17'],
    [0.001, 9.5e-7, '0.0010000 ± 1e-6'],
  ])('%d known to %d → %s', (value, bound, text) => { expect(uncertainDigits(value, bound)).toBe(text); });
});
