import { describe, expect, it } from 'vitest';
import { mutableState } from './mutable-state.ts';
import { importsOf, parse } from './source-tree.ts';
import { tablesCreated, tablesNamed } from './tables-named.ts';

/** The tests of the layout are only worth something if what they look with can see. */
describe('mutableState', () => {
  it.each([
    'let count = 0;',
    'export const seen = new Map<string, number>();',
    'const seen = new Set([1]); seen.add(2);',
    'export const seen = new Set([1]);',
    'const queue: string[] = [];',
    'const byId: Record<string, string> = {};',
    'const users = createCache({ max: 5 });',
    'class Hub { static sockets = new Set(); }',
    'export function f() { globalThis.hub = 1; }',
    "process.on('exit', () => {});",
  ])('sees %s', (text) => {
    expect(mutableState(parse('state.ts', text))).not.toEqual([]);
  });

  it.each([
    'const limit = 5;',
    "const names = ['a', 'b'];",
    "const names = new Set(['a', 'b']);",
    'export const names: ReadonlySet<string> = new Set(["a"]);',
    'const encoder = new TextEncoder();',
    'class Hub { readonly sockets = new Set(); static readonly max = 5; }',
    'export function f() { const seen = new Map(); return seen; }',
  ])('lets pass %s', (text) => {
    expect(mutableState(parse('constant.ts', text))).toEqual([]);
  });
});

describe('tablesNamed', () => {
  it.each([
    ["db.selectFrom('users as u').innerJoin('chatMembers', 'a', 'b')", ['users', 'chat_members']],
    ["trx.insertInto('messages').values(row)", ['messages']],
    ["schema.createTable('a').addColumn('b', 'uuid', (c) => c.references('users.id'))", ['users']],
    ['sql`select m.id from messages m join users on true`', ['messages', 'users']],
    ['sql`with stored as (insert into messages (id) values (1)) select * from stored`', ['messages']],
    ['client.query({ text: `update chats c set a = 1 from unnest($1) as h (id)` })', ['chats']],
    ['sql`delete from users where a is distinct from b and extract(epoch from at) > 1`', ['users']],
  ])('%s', (text, tables) => {
    expect(tablesNamed(parse('query.ts', text)).toSorted()).toEqual(tables.toSorted());
  });

  it('knows what a file creates', () => {
    const text = "schema.createTable('users'); sql`create table if not exists chats (id uuid)`";
    expect(tablesCreated(parse('migration.ts', text))).toEqual(['users', 'chats']);
  });
});

describe('importsOf', () => {
  it('sees types, re-exports and lazy imports', () => {
    const text =
      "import type { A } from './a.ts'; export * from './b.ts'; await import('@bridges/accounts');";
    expect(importsOf(parse('imports.ts', text))).toEqual(['./a.ts', './b.ts', '@bridges/accounts']);
  });
});
