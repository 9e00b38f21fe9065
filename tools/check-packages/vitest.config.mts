import { nodeProject } from '../../tools/vitest/project-config.mjs';

const config = nodeProject(import.meta.url);

export default { ...config, test: { ...config.test, globalSetup: 'src/pack-all.ts' } };
