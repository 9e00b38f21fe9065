import { nodeProject } from '../../tools/vitest/project-config.mjs';

export default nodeProject(import.meta.url);
