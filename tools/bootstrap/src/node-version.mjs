/** The versions Vite, Vitest and ESLint run on. */
const supported = '20.19 or newer in the 20 line, or 22.12 or newer';

/**
 * Whether a Node version can run the workspace.
 *
 * @param {string} version - As in `process.versions.node`, e.g. `20.20.2`.
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

/** Ends the process with one clear line when Node is too old. */
export function requireNode() {
  if (isSupportedNode(process.versions.node)) return;
  console.error(`Node.js: expected ${supported}, got ${process.versions.node} (get it from https://nodejs.org)`);
  process.exit(2);
}
