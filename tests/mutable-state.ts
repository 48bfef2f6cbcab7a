import ts from 'typescript';
import { walk } from './source-tree.ts';

/** Made once and never changed by use; what is in an AsyncLocalStorage belongs to each flow of its own. */
const immutable = new Set([
  'RegExp',
  'TextEncoder',
  'TextDecoder',
  'URL',
  'Date',
  'Error',
  'AsyncLocalStorage',
]);

/**
 * Places where a file holds state at its top level, where every instance in the process would share it: `let`,
 * collections, class statics, and what is reached through globals.
 */
export function mutableState(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, why: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push(`${file.fileName}:${line + 1} ${why}`);
  };
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
      if (!isConst) report(statement, 'let or var at the top level');
      for (const declaration of statement.declarationList.declarations) {
        const why = isConst && stateIn(declaration);
        if (why) report(declaration, why);
      }
    }
    if (ts.isExpressionStatement(statement) && !file.fileName.endsWith('main.ts')) {
      report(statement, 'does something when it is imported');
    }
  }
  walk(file, (node) => {
    if (
      ts.isPropertyDeclaration(node) &&
      has(node, ts.SyntaxKind.StaticKeyword) &&
      !has(node, ts.SyntaxKind.ReadonlyKeyword)
    ) {
      report(node, 'static property that may change');
    }
    if (
      ts.isPropertyAccessExpression(node) &&
      node.expression.getText(file) === 'globalThis' &&
      isWritten(node)
    ) {
      report(node, 'writes to globalThis');
    }
  });
  return found;
}

function stateIn(declaration: ts.VariableDeclaration): string | undefined {
  const { type, initializer } = declaration;
  if (!initializer || /^readonly/i.test(type?.getText() ?? '')) return undefined;
  if (ts.isNewExpression(initializer)) {
    const name = initializer.expression.getText();
    if (immutable.has(name) || name.startsWith('Intl.')) return undefined;
    if (/^(Set|Map)$/.test(name) && initializer.arguments?.length === 1 && !isChanged(declaration))
      return undefined;
    return `new ${name} at the top level`;
  }
  if (ts.isArrayLiteralExpression(initializer) && initializer.elements.length === 0)
    return 'an array to be filled';
  if (ts.isObjectLiteralExpression(initializer) && initializer.properties.length === 0)
    return 'an object to be filled';
  if (ts.isCallExpression(initializer) && /^create|^open|^start|[cC]ache$/.test(calledName(initializer))) {
    return `${calledName(initializer)}() at the top level`;
  }
  return undefined;
}

/** Whether anybody may put something into a collection: here, or elsewhere because it is exported. */
function isChanged(declaration: ts.VariableDeclaration): boolean {
  const name = declaration.name.getText();
  if (/^export\b/.test(declaration.parent.parent.getText())) return true;
  return new RegExp(`\\b${name}\\.(add|set|delete|clear)\\(`).test(declaration.getSourceFile().text);
}

function calledName(call: ts.CallExpression): string {
  return call.expression.getText().split('.').at(-1) ?? '';
}

function has(node: ts.PropertyDeclaration, kind: ts.SyntaxKind): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

function isWritten(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}
