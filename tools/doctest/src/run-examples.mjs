import { fileURLToPath } from 'node:url';
import { instrument } from './instrument.mjs';
import { runModule } from './run-module.mjs';

const comparison = fileURLToPath(new URL('compare.mjs', import.meta.url));

/**
 * Runs examples one after the other in one process of Node, each in a scope of its own.
 *
 * @param {readonly { name: string, code: string, scope?: string }[]} examples `scope` is a module whose exports the example may use unimported.
 * @param {string} folder From whose `node_modules` packages are taken.
 * @param {{ flags?: readonly string[] }} [options] Flags for Node.
 * @returns {{ name: string, checks: number, faults: string[] }[]} What differs from what the example says, or the error that ended it.
 */
export function runExamples(examples, folder, options) {
  const parts = examples.map(({ name, code, scope }) => {
    const { script, checks } = instrument(code, { body: true });
    const scoped = scope === undefined ? '' : `const { ${namesIn(code).join(', ')} } = await import(${JSON.stringify(scope)});`;
    return `await $example(${JSON.stringify(name)}, ${checks}, async ($check) => {\n${scoped}\n{\n${script}\n}\n});`;
  });
  return runModule(`${prelude}\n${parts.join('\n')}\nprocess.stdout.write(JSON.stringify($results));\n`, folder, options);
}

/**
 * Words of an example that may be names of exports; those that are none become undefined.
 *
 * @param {string} code
 */
function namesIn(code) {
  const words = code.replace(/\/\/.*$/gm, '').match(/(?<![\w$'"]|(?<!\.\.)\.)[A-Za-z_]\w*/g) ?? [];
  return [...new Set(words)].filter((word) => !reserved.has(word));
}

const reserved = new Set(('await break case catch class const continue debugger default delete do else enum export extends false finally for from function if import in instanceof let ' +
  'new null of return static super switch this throw true try typeof var void while with yield undefined NaN Infinity arguments eval globalThis ' +
  Object.getOwnPropertyNames(globalThis).join(' ')).split(' '));

const prelude = `
import { formatWithOptions } from 'node:util';
import { difference } from ${JSON.stringify(comparison)};
const $results = [];
const $text = (...values) => formatWithOptions({ breakLength: Infinity }, ...values);
console.log = () => {};
async function $example(name, checks, body) {
  const faults = [];
  try {
    await body((line, expected, value) => {
      const fault = difference(value, expected);
      if (fault !== undefined) faults.push('line ' + line + ': ' + fault);
    });
  } catch (error) {
    faults.push(String(error?.stack ?? error));
  }
  $results.push({ name, checks, faults });
}`;
