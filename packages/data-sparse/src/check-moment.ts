import { InputError } from '@tegum/core';

/** @throws {InputError} if there is no such feature. */
export function checkFeature(feature: number, features: number, where: string): void {
  if (!Number.isInteger(feature) || feature < 0 || feature >= features) {
    throw new InputError(where, `a feature number from 0 to ${features - 1}`, String(feature));
  }
}

/** @throws {InputError} if order is not an integer ≥ 0. */
export function checkOrder(order: number): void {
  if (!Number.isInteger(order) || order < 0) throw new InputError('rawMoment', 'an order that is an integer ≥ 0', String(order));
}
