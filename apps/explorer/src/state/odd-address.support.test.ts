/** @file Addresses as people and programs break them. */
import fc from 'fast-check';
import { views } from '../views/registry.js';

/** Text such as addresses may hold, whole or broken. */
const parts = fc.constantFrom('#', 'playground', '?', '&', '=', 'v', '1', 'features', '5', 'embed', 'theme', 'dark', '%', '%zz', '__proto__', 'constructor', 'toString', '-1', '1e999', ',', '😀', '\ud800');
/** Settings that there are, with values that they may have or nearly. */
const value = fc.oneof(fc.constantFrom('', '0', '1', '-1', '5', '64', '1e-9', '1e999', 'NaN', '0x10', '1,2', ',', '0.5', '2,0.5,0.5', '9,9,9', 'adam', 'sgd', 'binary', 'exactly-one', '__proto__', '%', '+5', '🦊'), fc.double().map(String), fc.integer().map(String), fc.array(fc.integer({ min: -11, max: 70 }), { maxLength: 9 }).map(String));
const settings = fc.constantFrom(...views).chain(({ id, schema }) =>
  fc.array(fc.tuple(fc.constantFrom(...Object.keys(schema), 'v', 'embed', 'theme'), value), { maxLength: 12 }).map((pairs) => `${id}?${pairs.map(([name, text]) => `${name}=${text}`).join('&')}`),
);
/** What follows `#`. */
export const oddHash = fc.oneof(settings, fc.string({ unit: 'binary', maxLength: 80 }), fc.array(parts, { maxLength: 24 }).map((pieces) => pieces.join('')));
