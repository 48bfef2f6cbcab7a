import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '..');
export const moduleNames = ['accounts', 'files', 'gateway', 'groups', 'messages', 'notifications'];

/** Files that are, or would be, committed; from the root, in a steady order. */
export function projectFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const paths = list
    .toString()
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(root, path)));
  return [...new Set(paths)].toSorted();
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** TypeScript below a folder, without tests and generated code. */
export function sourcesBelow(folder: string): string[] {
  return projectFiles().filter(
    (path) => path.startsWith(`${folder}/`) && /\.tsx?$/.test(path) && !isTest(path) && !isGenerated(path),
  );
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)(tests|testing)\//.test(path);
}

export function isGenerated(path: string): boolean {
  return /(^|\/)(gen|generated)\//.test(path);
}

export function parse(path: string, text = read(path)): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Visits a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** What a file imports, type-only imports included. */
export function importsOf(file: ts.SourceFile): string[] {
  const specifiers: string[] = [];
  walk(file, (node) => {
    const target =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (target && ts.isStringLiteralLike(target)) specifiers.push(target.text);
  });
  return specifiers;
}
