/** @file What the build adds to what Vite makes: the page's policy, the headers for servers, the service worker. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { contentSecurityPolicy, headers } from './headers.js';

export function staticSite(): Plugin {
  return {
    name: 'static-site',
    apply: 'build',
    enforce: 'post',
    // The policy must stand before what it governs.
    transformIndexHtml: () => [{ tag: 'meta', injectTo: 'head-prepend', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy } }],
    generateBundle(_options, bundle) {
      const made = Object.values(bundle).filter(({ fileName }) => !fileName.endsWith('.map'));
      const digest = createHash('sha256');
      for (const output of made) digest.update(output.fileName).update(output.type === 'chunk' ? output.code : output.source);
      const files = ['./index.html', './icon.svg', ...made.map(({ fileName }) => `./${fileName}`).filter((file) => file !== './index.html')].sort();
      const worker = readFileSync(new URL('../src/offline/service-worker.js', import.meta.url), 'utf8');
      const source = `const VERSION = '${digest.digest('hex').slice(0, 16)}';\nconst FILES = ${JSON.stringify(files)};\n${worker}`;
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      this.emitFile({ type: 'asset', fileName: 'headers.json', source: `${JSON.stringify(headers, undefined, 2)}\n` });
    },
  };
}
