import { minifiedPackage } from '../../tools/vitest/minified-package.mjs';
import { browserProject } from '../../tools/vitest/project-config.mjs';

const project = browserProject(import.meta.url, [minifiedPackage(import.meta.url)]);

// Found on the way, it would make Vite start the tests again.
export default { ...project, optimizeDeps: { include: ['@tegum/core > ml-matrix'] } };
