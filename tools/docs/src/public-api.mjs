/**
 * @file What packages export, as the compiler sees it: name, kind, and what its docstring says.
 */
import { join } from 'node:path';
import { projects, readJson, root } from '@tegum/bootstrap/workspace';
import ts from 'typescript';

/**
 * @typedef {object} PublicExport
 * @property {string} name
 * @property {string} entry The module to import it from.
 * @property {boolean} callable A function or a class.
 * @property {string} documentation
 * @property {readonly string[]} examples
 */

/** Entries of the packages that can be published, as `{ entry, file }`. */
export function publicEntries() {
  return projects().flatMap(({ name, folder }) => {
    const manifest = readJson(join(root, folder, 'package.json'));
    if (manifest.private === true) return [];
    return Object.entries(/** @type {Record<string, any>} */ (manifest.exports ?? {}))
      .filter(([, target]) => target['@tegum/source'] !== undefined)
      .map(([entry, target]) => ({ entry: `${name}${entry.slice(1)}`, file: join(root, folder, target['@tegum/source']) }));
  });
}

/** @returns {PublicExport[]} */
export function publicExports() {
  const entries = publicEntries();
  const program = ts.createProgram(entries.map(({ file }) => file), {
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022,
    customConditions: ['@tegum/source'], types: [], strict: true, skipLibCheck: true, noEmit: true,
  });
  const checker = program.getTypeChecker();
  return entries.flatMap(({ entry, file }) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file}: expected a module, got none`);
    return checker.getExportsOfModule(module).map((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      return {
        name: exported.name,
        entry,
        // A class that is exported as a type cannot be called.
        callable: (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) !== 0 && !(exported.declarations ?? []).some(isTypeOnly),
        documentation: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
        examples: symbol.getJsDocTags(checker).filter(({ name }) => name === 'example').map(({ text }) => ts.displayPartsToString(text)),
      };
    });
  });
}

/** @param {ts.Node} node */
function isTypeOnly(node) {
  return ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly);
}
