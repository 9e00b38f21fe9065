import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The version in a `package.json`, named as one would import it. */
export function versionIn(manifest: string): string {
  return (require(manifest) as { readonly version: string }).version;
}

export const ownVersion = versionIn('../../package.json');
