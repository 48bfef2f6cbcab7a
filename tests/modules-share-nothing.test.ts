import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mutableState } from './mutable-state.ts';
import { importsOf, moduleNames, parse, read, sourcesBelow } from './source-tree.ts';
import { tablesCreated, tablesNamed } from './tables-named.ts';

interface Manifest {
  dependencies: Record<string, string>;
  /** Types of what the kit brings. */
  devDependencies?: Record<string, string>;
}

/**
 * Any module can run in a process of its own, on a database of its own, because it shares no import, no memory
 * and no table with another.
 */
const kitTables = sourcesBelow('packages/kit').flatMap((path) => tablesCreated(parse(path)));

describe.each(moduleNames)('module %s', (name) => {
  const folder = `modules/${name}`;
  const sources = sourcesBelow(folder).map((path) => parse(path));

  it('imports itself, the packages it declares, and no other module', () => {
    expect(sources.length).toBeGreaterThan(3);
    const manifest = JSON.parse(read(`${folder}/package.json`)) as Manifest;
    const declared = { ...manifest.dependencies, ...manifest.devDependencies };
    const isFine = (specifier: string, from: string) => {
      if (specifier.startsWith('.')) return join(from, '..', specifier).startsWith(`${folder}/`);
      if (specifier.startsWith('node:')) return true;
      const packageName = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      return packageName in declared && !moduleNames.includes(packageName.replace('@bridges/', ''));
    };
    const strangers = sources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !isFine(specifier, file.fileName))
        .map((specifier) => `${file.fileName} imports ${specifier}`),
    );
    expect(strangers).toEqual([]);
  });

  it('keeps nothing in memory that outlives or surrounds its instance', () => {
    expect(sources.flatMap(mutableState)).toEqual([]);
  });

  it('names only tables that its own migrations make', () => {
    const created = new Set([...sources.flatMap(tablesCreated), ...kitTables]);
    const foreign = sources.flatMap((file) =>
      tablesNamed(file)
        .filter((table) => !created.has(table))
        .map((table) => `${file.fileName}: ${table}`),
    );
    expect(foreign).toEqual([]);
  });
});

/**
 * How the bytes of a schema are read and written, worked out once, and room to write in that is empty between calls:
 * a function of its arguments, only faster.
 */
const workedOut = 'packages/kit/src/proto/';

describe('what all modules stand on', () => {
  it.each(['packages/kit', 'packages/contracts', 'apps/server'])('%s keeps no state in a file', (folder) => {
    expect(
      sourcesBelow(folder)
        .map((path) => parse(path))
        .flatMap(mutableState)
        .filter((found) => !found.startsWith(workedOut)),
    ).toEqual([]);
  });

  it('gives each module its outbox and inbox', () => {
    expect(kitTables).toEqual(expect.arrayContaining(['outbox', 'inbox']));
  });
});
