import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig } from 'vite';
import { staticSite } from './build/static-site.js';
import { svelteOptions } from './build/svelte-options.js';

export default defineConfig({
  // Relative addresses: the page works from any folder of any host.
  base: './',
  resolve: { conditions: ['@tegum/source', ...defaultClientConditions] },
  plugins: [svelte(svelteOptions), staticSite()],
  worker: { format: 'es' },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // Small files in the page would be `data:` addresses, which the policy forbids for scripts and styles.
    assetsInlineLimit: 0,
  },
});
