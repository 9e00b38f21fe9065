import { svelte } from '@sveltejs/vite-plugin-svelte';
import { nodeProject } from '../../tools/vitest/project-config.mjs';
import { svelteOptions } from './build/svelte-options.js';

// Modules with runes are compiled; in Node their state is plain variables.
export default { plugins: [svelte(svelteOptions)], ...nodeProject(import.meta.url) };
