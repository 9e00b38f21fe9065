import { serverProject } from '../../tools/vitest/project-config.mjs';

export default serverProject(import.meta.url, 'postgres');
