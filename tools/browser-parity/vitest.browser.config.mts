import { browserProject } from '../../tools/vitest/project-config.mjs';

export default browserProject(import.meta.url);
