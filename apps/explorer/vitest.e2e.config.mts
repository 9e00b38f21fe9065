import { e2eProject } from '../../tools/vitest/project-config.mjs';

export default e2eProject(import.meta.url);
