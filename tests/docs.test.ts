import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFiles, read, root } from './source-tree.ts';

const pages = projectFiles().filter((path) => path.endsWith('.md') && !path.startsWith('docs/generated/'));
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

/** Pages that must stand, and must name many places of the code. */
const guides = [
  'README.md',
  'README.ru.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/guides/life-of-a-message.md',
];

describe('the documents', () => {
  it.each(guides)('%s stands', (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  });

  it('the life of a message leads through the code', () => {
    expect(pathsNamed(read('docs/guides/life-of-a-message.md')).length).toBeGreaterThan(15);
  });
});

describe.each(pages)('%s', (page) => {
  it('names only paths that exist', () => {
    expect(pathsNamed(read(page)).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('names only tests that exist', () => {
    const named = [...read(page).matchAll(/`([\w./-]+\.test\.ts)` “([^”]+)”/g)];
    const isThere = ([, file = '', name = '']: RegExpExecArray) =>
      existsSync(join(root, file)) && read(file).includes(name);
    expect(named.filter((found) => !isThere(found)).map(([whole]) => whole)).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].flatMap(
      ([, to]) => to ?? [],
    );
    const isThere = (link: string) =>
      existsSync(join(root, link.startsWith('/') ? link : join(dirname(page), link)));
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });

  it('names only commands that exist', () => {
    const named = [...read(page).matchAll(/(?:`|^\s*)npm run ([a-z:-]+)/gm)].flatMap(
      ([, name]) => name ?? [],
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** Paths from the root in backticks or code blocks; patterns and folders to come (`*`, `<`, `{`) are left out. */
function pathsNamed(text: string): string[] {
  const pattern =
    /(?<![\w./-])((?:apps|modules|packages|e2e|bench|deploy|docs|scripts|tests)\/[\w./@-]*\w)(?![*<{\w]|\/[*<{])/g;
  return [...new Set([...text.matchAll(pattern)].flatMap(([, path]) => path ?? []))];
}
