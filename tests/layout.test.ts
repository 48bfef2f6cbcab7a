import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isGenerated, isTest, moduleNames, projectFiles, read } from './source-tree.ts';

const files = projectFiles();
const codeFiles = files.filter((path) => /^(apps|modules|packages|e2e|bench|scripts|tests)\//.test(path));
const typescript = codeFiles.filter((path) => /\.tsx?$/.test(path) && !isGenerated(path));

const doors = ['routes', 'rpc', 'consumers', 'jobs'];
const rooms = [...doors, 'services', 'selectors', 'policies', 'presenters', 'tables'];
/** What a module has beside the rooms of all, and why it needs it. */
const ownRooms: Record<string, string[]> = {
  // How texts are compared and what the index of search holds: pure, and neither policy nor presenter.
  messages: ['search'],
  // What lives as long as a socket, and who may open one.
  gateway: ['sockets', 'sign-in'],
  // Ways to tell somebody who is not looking, each with a protocol of its own.
  notifications: ['channels', 'telegram', 'mail'],
};

describe('the layout', () => {
  it('is looked at whole', () => {
    expect(typescript.length).toBeGreaterThan(100);
  });

  it('names files in kebab-case, and React components by their name', () => {
    const isWell = (path: string) =>
      /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(basename(path)) ||
      (/^apps\/web\/.*\.tsx$/.test(path) && /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/.test(basename(path)));
    expect(typescript.filter((path) => !isWell(path))).toEqual([]);
  });

  it('has no drawer for odds and ends', () => {
    expect(
      typescript.filter((path) => /(^|\/)(utils?|helpers?|misc|common-utils)(\.ts|\/)/.test(path)),
    ).toEqual([]);
  });

  it('keeps files short enough to be read at once', () => {
    const isCounted = (path: string) => !isTest(path) && !/^(e2e|tests)\//.test(path);
    const tooLong = typescript.filter(isCounted).flatMap((path) => {
      const lines = read(path).split('\n').length - 1;
      return lines > 300 ? [`${path}: ${lines} lines`] : [];
    });
    expect(tooLong).toEqual([]);
  });

  it('exports by name', () => {
    const isFree = (path: string) => /\.config\.ts$|global-setup\.ts$/.test(path);
    expect(typescript.filter((path) => !isFree(path) && /^export default /m.test(read(path)))).toEqual([]);
  });
});

describe.each(moduleNames)('module %s', (name) => {
  const folder = `modules/${name}`;
  const own = files
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1));
  const manifest = JSON.parse(read(`${folder}/package.json`)) as {
    name: string;
    exports: unknown;
    dependencies: Record<string, string>;
  };

  it('has its page, its door, its words for refusals and its tests', () => {
    const needed = ['README.md', 'package.json', 'src/index.ts', 'src/errors.ts'];
    expect(needed.filter((path) => !own.includes(path))).toEqual([]);
    expect(own.some((path) => /^tests\/.+\.test\.ts$/.test(path))).toBe(true);
  });

  it('has the rooms of all modules and no others', () => {
    const found = new Set(own.flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []));
    const known = new Set([...rooms, ...(ownRooms[name] ?? [])]);
    expect([...found].filter((room) => !known.has(room))).toEqual([]);
    expect(doors.some((room) => found.has(room))).toBe(true);
  });

  it('has tables, a map of migrations and readers if it has a database', () => {
    const isStored = own.some((path) => path.startsWith('migrations/'));
    expect(own.some((path) => path.startsWith('src/tables/'))).toBe(isStored);
    expect(own.includes('migrations/index.ts')).toBe(isStored);
    expect(own.some((path) => path.startsWith('src/selectors/')) || !isStored).toBe(true);
  });

  it('has one door', () => {
    expect(manifest.name).toBe(`@bridges/${name}`);
    expect(manifest.exports).toEqual({ '.': './src/index.ts' });
  });

  it('depends on no module', () => {
    const modules = moduleNames.map((each) => `@bridges/${each}`);
    expect(Object.keys(manifest.dependencies).filter((each) => modules.includes(each))).toEqual([]);
  });
});
