import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { bigintArray, bigintArrayOf, textArray, uuidArray } from '../src/services/binary-arrays.ts';

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
});
afterAll(() => client.end());

/** What PostgreSQL reads from it. */
async function read(type: string, array: Buffer): Promise<(string | null)[]> {
  const { rows } = await client.query<{ value: string | null }>(
    `select value::text from unnest($1::${type}[]) with ordinality as item (value, place) order by place`,
    [array],
  );
  return rows.map(({ value }) => value);
}

it('holds ids, also none', async () => {
  const ids = [randomUUID(), null, randomUUID(), '00000000-0000-0000-0000-000000000000', randomUUID()];
  expect(await read('uuid', uuidArray(ids))).toEqual(ids);
  expect(await read('uuid', uuidArray(['FFFFFFFF-FFFF-FFFF-FFFF-ABCDEFABCDEF']))).toEqual([
    'ffffffff-ffff-ffff-ffff-abcdefabcdef',
  ]);
  expect(await read('uuid', uuidArray([]))).toEqual([]);
});

it('refuses what is no id', () => {
  const id = randomUUID();
  for (const bad of [
    '',
    'x',
    `${id}0`,
    id.slice(1),
    id.replace(/^./, 'g'),
    id.replace(/^./, 'é'),
    `${id.slice(0, 35)}-`,
  ])
    expect(() => uuidArray([id, bad]), bad).toThrow(TypeError);
});

it('holds numbers', async () => {
  const numbers = [
    0,
    1,
    -1,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    1_763_743_000_123,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
  ];
  expect(await read('bigint', bigintArray(numbers))).toEqual(numbers.map(String));
  const bytes = Array.from({ length: 20 }, () => randomBytes(8));
  expect(await read('bigint', bigintArrayOf(bytes.map((eight) => eight.toString('latin1'))))).toEqual(
    bytes.map((eight) => eight.readBigInt64BE(0).toString()),
  );
});

it('holds texts as they are', async () => {
  const texts = ['', 'NULL', '{a,"b"}', '\\', "'", 'Привет', '👩‍👩‍👧', 'x'.repeat(100_000), '\n\t'];
  expect(await read('text', textArray(texts))).toEqual(texts);
});
