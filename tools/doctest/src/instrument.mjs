import ts from 'typescript';

/**
 * An example as JavaScript that reports, for every statement with an arrow behind it, what it gives: `$check(line, expected, value)`.
 *
 * @param {string} code TypeScript or JavaScript.
 * @param {{ body?: boolean }} [options] `body`: for the inside of an asynchronous function, where imports must be calls.
 * @returns {{ script: string, checks: number }}
 * @throws {Error} for an arrow behind what has no value, or within a block, where nobody would know whether it was reached.
 */
export function instrument(code, { body = false } = {}) {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  let checks = 0;
  const statements = source.statements.map((statement) => {
    const text = statement.getText(source);
    if (body && ts.isImportDeclaration(statement)) return importCall(statement, source);
    const expected = expectationBehind(code, statement.end);
    if (expected === undefined) return text;
    const value = valueOf(statement, source);
    if (value === undefined) throw new Error(`“${text}”: expected an expression or one constant before an arrow, got something else`);
    checks++;
    const line = source.getLineAndCharacterOfPosition(statement.end).line + 1;
    const check = `$check(${line}, ${JSON.stringify(expected)}, ${value});`;
    return ts.isVariableStatement(statement) ? `${text}\n${check}` : check;
  });
  const arrows = code.match(/\/\/ → /g)?.length ?? 0;
  if (arrows !== checks) throw new Error(`expected every arrow behind a statement that is always run, got ${String(arrows - checks)} elsewhere (take it out of its block)`);
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  // Modules are strict anyway.
  return { script: ts.transpileModule(statements.join('\n'), { compilerOptions: options }).outputText.replace(/^"use strict";\n/, ''), checks };
}

/**
 * @param {string} code
 * @param {number} end
 */
function expectationBehind(code, end) {
  return /^[ \t]*\/\/ → (.+)$/.exec(code.slice(end).split('\n')[0] ?? '')?.[1]?.trim();
}

/**
 * @param {ts.Statement} statement
 * @param {ts.SourceFile} source
 * @returns {string | undefined} The expression to look at; of `console.log` the text it prints.
 */
function valueOf(statement, source) {
  if (ts.isVariableStatement(statement)) {
    const [declaration, ...others] = statement.declarationList.declarations;
    return declaration !== undefined && others.length === 0 && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
  }
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (ts.isCallExpression(expression) && expression.expression.getText(source) === 'console.log') {
    return `$text(${expression.arguments.map((argument) => argument.getText(source)).join(', ')})`;
  }
  return expression.getText(source);
}

/**
 * @param {ts.ImportDeclaration} statement
 * @param {ts.SourceFile} source
 */
function importCall({ importClause, moduleSpecifier }, source) {
  const names = importClause?.namedBindings?.getText(source).replace(/\btype \w+,?/g, '').replace(/ as /g, ': ') ?? '{}';
  return `const ${names} = await import(${moduleSpecifier.getText(source)});`;
}
