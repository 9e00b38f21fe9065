import type { Options } from '@sveltejs/vite-plugin-svelte';

/** Said here and not in a file of Svelte's own, which would be looked for in the folder a command was started in. */
export const svelteOptions: Partial<Options> & { configFile: false } = { configFile: false, compilerOptions: { runes: true } };
