import { notesEntries } from '@tegum/notes';
import { describe, expect, it } from 'vitest';
import { subscripts, type Part } from './subscripts.js';

/** With marks for what is set low. */
const marked = (parts: readonly Part[]): string => parts.map(({ text, sub }) => text + (sub === undefined ? '' : `[${marked(sub)}]`)).join('');

describe('subscripts', () => {
  it.each([
    ['Σ_t |x_t − ABx_t|²', 'Σ[t] |x[t] − ABx[t]|²'],
    ['P_A = U_I U_Iᵀ = P_{U_I}.', 'P[A] = U[I] U[I]ᵀ = P[U[I]].'],
    ['λ_{d+1} + … + λ_D', 'λ[d+1] + … + λ[D]'],
    ['‖A‖²_F, ∂w̄_ij/dt', '‖A‖²[F], ∂w̄[ij]/dt'],
    ['no formula', 'no formula'],
    ['', ''],
  ])('of %s', (text, expected) => {
    expect(marked(subscripts(text))).toBe(expected);
  });

  it('leave no underscore in any entry', () => {
    for (const { statement, correction = '', method } of notesEntries) {
      for (const text of [statement, correction, method]) expect(marked(subscripts(text))).not.toContain('_');
    }
  });
});
