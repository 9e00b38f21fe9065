export { codeBlocks } from './code-blocks.mjs';
export { difference } from './compare.mjs';
export { instrument } from './instrument.mjs';
export { runExamples } from './run-examples.mjs';
export { runNotebook } from './run-notebook.mjs';
