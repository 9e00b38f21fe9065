import { type ViteUserConfig } from 'vitest/config';
/** Tests that need only Node: unit, property, golden, integration and end-to-end ones. */
export declare function nodeProject(configUrl: string): ViteUserConfig;
//# sourceMappingURL=project-config.d.mts.map