/**
 * One spelling for one value: keys sorted by code unit, no whitespace, numbers in ECMAScript's shortest form, −0 as 0.
 *
 * Edge cases an absent (undefined) property is left out; NaN and infinities have no spelling and throw
 * Source     follows RFC 8785 (JSON Canonicalization Scheme) for this subset
 *
 * @example
 * canonicalJson({ b: 1, a: [0.1] }); // → '{"a":[0.1],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`internal: canonicalJson: ${value} has no spelling; please report this`);
    return `${value}`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`;
    return `[${text}]`;
  }
  const entries = value as Record<string, unknown>;
  for (const key of Object.keys(entries).sort()) {
    const item = entries[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}"${escapeKey(key)}":${canonicalJson(item)}`;
  }
  return `{${text}}`;
}

const PLAIN = /^[\w.]*$/;

/** JSON.stringify without its quotes; our keys need no escape, and asking is cheaper than escaping. */
function escapeKey(key: string): string {
  return PLAIN.test(key) ? key : JSON.stringify(key).slice(1, -1);
}
