import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../run.ts';

/** Source files of our own (no tests) whose text matches, from the root, in a steady order. */
export function sourcesWith(
  pattern: RegExp,
  globs = ['modules/*/src/**/*.ts', 'packages/*/src/**/*.ts', 'apps/server/src/**/*.ts'],
): string[] {
  return globSync(globs, { cwd: root })
    .filter(
      (path) =>
        !path.endsWith('.test.ts') &&
        !path.includes('/gen/') &&
        pattern.test(readFileSync(join(root, path), 'utf8')),
    )
    .toSorted();
}

/** The exports of one of our files. */
export async function exportsOf(path: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(join(root, path)).href)) as Record<string, unknown>;
}

/** `modules/accounts/src/…` → `accounts`, `packages/kit/src/…` → `kit`. */
export function ownerOf(path: string): string {
  return path.split('/')[1] ?? path;
}

/** A Markdown table; bars in cells are escaped. */
export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const generatedNote = '<!-- Made by `npm run generate`; do not edit. -->\n';
