import { build as esbuild } from 'esbuild';
import { builtinModules } from 'node:module';
import { build as vite, createLogger } from 'vite';

export type Platform = 'browser' | 'node';

/** Binary add-ons cannot be bundled. */
const addOns = ['@resvg/resvg-js'];

/**
 * An entry file with everything it imports, minified, in one text.
 *
 * @param project - Folder from which packages are found.
 * @throws Error if anything is said about it: a warning is a fault of the package.
 */
export async function bundleWithEsbuild(entry: string, project: string, platform: Platform): Promise<string> {
  const { outputFiles, warnings } = await esbuild({
    entryPoints: [entry], absWorkingDir: project, bundle: true, minify: true, format: 'esm', platform, write: false, outdir: 'out',
    logLevel: 'silent', legalComments: 'none', external: platform === 'node' ? addOns : [],
    ...(platform === 'node' ? { banner: { js: requireInModules } } : {}),
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return outputFiles.find(({ path }) => path.endsWith('.js'))!.text;
}

/** The same with Vite. */
export async function bundleWithVite(entry: string, project: string, platform: Platform): Promise<string> {
  const said: string[] = [];
  const logger = { ...createLogger('silent'), warn: (text: string) => said.push(text), warnOnce: (text: string) => said.push(text) };
  const result = await vite({
    root: project, configFile: false, customLogger: logger, logLevel: 'silent', publicDir: false,
    ...(platform === 'node' ? { ssr: { noExternal: true, external: addOns } } : {}),
    build: {
      write: false, minify: true, target: 'es2022', ssr: platform === 'node',
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', output: { format: 'es', entryFileNames: 'entry.js', codeSplitting: false }, external: platform === 'node' ? [...addOns, ...builtinModules] : [] },
    },
  });
  if (said.length > 0) throw new Error(said.join('\n'));
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []));
  const chunk = outputs.find((each) => each.type === 'chunk' && each.isEntry);
  if (chunk?.type !== 'chunk') throw new Error('vite: expected an entry chunk, got none');
  return chunk.code;
}

/** CommonJS packages in an ES module call a `require` that Node does not give them. */
const requireInModules = "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);";
