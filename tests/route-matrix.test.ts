import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { MatrixWorld } from './matrix-world.ts';
import { matrix, roles } from './route-matrix.ts';
import type { Role } from './route-matrix.ts';
import type { Asked } from './route-row.ts';

let world: MatrixWorld;
beforeAll(async () => {
  world = await MatrixWorld.start(inject('postgresUrl'));
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** An answer without what differs from request to request. */
async function ask(
  role: Role,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
) {
  const access = world.accessOf(role);
  const response = await fetch(world.platform.url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(access === undefined ? {} : { authorization: `Bearer ${access}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    },
    ...(body === undefined
      ? {}
      : { body: body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) }),
  });
  const headers = [...response.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
  const text = (await response.text()).replace(/"requestId":"[^"]+"/, '"requestId":""');
  return { status: response.status, text, headers };
}

const classOf = (status: number) => (status >= 200 && status < 300 ? 2 : status);

test('every route that is served has its row, and every row a route', () => {
  const served = world.platform.routes.map(({ method, path }) => `${method} ${path}`).sort();
  const rows = Object.entries(matrix);
  expect(served.filter((route) => !(route in matrix))).toEqual([]);
  expect(
    rows.filter(([route, row]) => !row.isOptional && !served.includes(route)).map(([route]) => route),
  ).toEqual([]);
});

test('nginx finds the service of every route, by one line of its table only', () => {
  const lines = servicesTable();
  const wrong = world.platform.routes.flatMap(({ path, service }) => {
    // As a request has it: something where the route has a parameter.
    const asked = path.replaceAll(/:\w+/g, 'some-thing').replace('*', 'some/page');
    const fitting = lines.filter(({ pattern }) => pattern.test(asked)).map((line) => line.service);
    const found = fitting.length > 1 ? `each of ${fitting.join()}` : (fitting[0] ?? 'web');
    return found === (service || 'web') ? [] : [`${path}: ${found} instead of ${service || 'web'}`];
  });
  expect(wrong).toEqual([]);
  expect(lines.length).toBeGreaterThan(30);
});

/** As nginx reads it. */
function servicesTable(): { pattern: RegExp; service: string }[] {
  const text = readFileSync(new URL('../deploy/nginx/services.map', import.meta.url), 'utf8');
  return [...text.matchAll(/^"~(\S+)" (\w+);$/gm)].map(([, pattern = '', service = '']) => ({
    pattern: new RegExp(pattern),
    service,
  }));
}

describe.each(Object.entries(matrix))('%s', (route, row) => {
  const [method = ''] = route.split(' ');
  // What was made for one role serves the next, until somebody could change it: reading and being refused must not.
  let made: Asked | undefined;
  const isForAll = row.ask.length < 2;

  test.each(roles)('as %s', async (role) => {
    if (row.isOptional && !world.platform.routes.some(({ path }) => path === '/*')) return;
    const asked = (isForAll ? made : undefined) ?? (await row.ask(world, role));
    const { path, body, headers, unknown } = asked;
    made = method === 'GET' || row.expected[role] !== 2 ? asked : undefined;
    const answer = await ask(role, method, path, body, headers);
    expect([classOf(answer.status), answer.text]).toEqual([row.expected[role], answer.text]);
    if (answer.status !== 404) return;
    if (unknown === undefined) throw new Error(`${route} has to say what would not exist`);
    // Who may not know of a thing is told what she would be told if it did not exist.
    expect(await ask(role, method, unknown, body, headers)).toEqual(answer);
  });
});

describe("somebody else's things answer as if they did not exist", () => {
  test.each(['DELETE /api/sessions/%s', 'POST /api/notifications/%s/read'])('%s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const hers = route.includes('sessions')
      ? await world.otherSessionOf('owner')
      : await world.notificationOf('owner');
    for (const role of ['other', 'member', 'serverAdmin'] as const) {
      const refused = await ask(role, method, path.replace('%s', hers));
      expect(refused.status).toBe(404);
      expect(await ask(role, method, path.replace('%s', randomUUID()))).toEqual(refused);
    }
  });
});
