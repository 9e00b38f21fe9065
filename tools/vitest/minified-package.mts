/** @file A package as a web application ships it: bundled with what it depends on, and minified. */
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

/**
 * In browser tests, imports of the package's `../index.js` give its minified bundle instead of its sources.
 *
 * @param configUrl - `import.meta.url` of the project's `vitest.browser.config.mts`.
 */
export function minifiedPackage(configUrl: string): Plugin {
  const id = '\0minified-package';
  return {
    name: 'minified-package',
    enforce: 'pre',
    resolveId: (source, importer = '') => (source === '../index.js' && /\.browser\.test\.ts/.test(importer) ? id : undefined),
    load: async (found) => (found === id ? bundled(fileURLToPath(new URL('src/index.ts', configUrl))) : undefined),
  };
}

/** The text of an entry's bundle, one file. */
export async function bundled(entry: string): Promise<string> {
  const bundle = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@tegum/source', 'browser', 'module', 'import', 'default'] },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false, minify: true } },
    },
  });
  const [output] = Array.isArray(bundle) ? bundle : [bundle];
  if (output === undefined || !('output' in output)) throw new Error('expected a bundle, got a watcher');
  return output.output[0].code;
}
