import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '../../../apps/web/dist');

/** Bytes, gzipped, of the scripts that the page's first one needs before anything is shown; by file. */
export function firstScripts(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const add = (file: string) => {
    if (found.has(file)) return;
    const code = readFileSync(join(dist, file), 'utf8');
    found.set(file, gzipSync(code).length);
    // What is imported only later stands in parentheses.
    for (const [, name = ''] of code.matchAll(
      /(?:^|[;}\s])(?:im|ex)port[\w*{}\s,$]*["']\.\/([^"']+\.js)["']/g,
    ))
      add(join('assets', name));
  };
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  for (const [, file = ''] of html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) add(file);
  return found;
}
