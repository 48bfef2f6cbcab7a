import { createHmac, createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { ask, codeOf, TestUser } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { RawSocket } from './raw-socket.ts';

// Tokens that only the server's own key could sign (another `aud`, expired by a second) are in accounts' tests.

let deployment: Deployment;
let alice: TestUser;
let key: JsonWebKey & { kid: string };
beforeAll(async () => {
  deployment = await deploy();
  alice = await TestUser.register(deployment.url, 'alice');
  const { keys } = await alice.get<{ keys: (JsonWebKey & { kid: string })[] }>('/.well-known/jwks.json');
  if (!keys[0]) throw new Error('no key');
  key = keys[0];
});
afterAll(() => deployment?.[Symbol.asyncDispose]());

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const parts = () => alice.access.split('.') as [string, string, string];
const claims = () => JSON.parse(Buffer.from(parts()[1], 'base64url').toString()) as Record<string, unknown>;
const withHeader = (header: object) =>
  `${base64url({ typ: 'at+jwt', kid: key.kid, ...header })}.${parts()[1]}`;
const withClaims = (change: object) => `${parts()[0]}.${base64url({ ...claims(), ...change })}.${parts()[2]}`;
const hmac = (text: string, secret: string | Buffer) =>
  `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;

const forged: Record<string, () => string> = {
  'alg none': () => `${withHeader({ alg: 'none' })}.`,
  'alg None with the old signature': () => `${withHeader({ alg: 'None' })}.${parts()[2]}`,
  'HS256 with the raw public key': () =>
    hmac(withHeader({ alg: 'HS256' }), Buffer.from(String(key.x), 'base64url')),
  'HS256 with the public key as PEM': () =>
    hmac(
      withHeader({ alg: 'HS256' }),
      createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
    ),
  'a key of its own': () => `${withHeader({ alg: 'EdDSA', jwk: { kty: 'OKP' } })}.${parts()[2]}`,
  'another audience': () => withClaims({ aud: 'elsewhere' }),
  'an administrator': () => withClaims({ adm: true }),
  'expired long ago': () => withClaims({ exp: 1 }),
  'another user': () => withClaims({ sub: '01a1fbbe-6426-730d-ad3b-a7afe34ba494' }),
  'the refresh token as access token': () => alice.refresh,
  'no signature': () => `${parts()[0]}.${parts()[1]}`,
  nonsense: () => 'x',
  'very long nonsense': () => 'x'.repeat(6000),
};

test.each(Object.keys(forged))('refused everywhere: %s', async (name) => {
  const token = forged[name]?.() ?? '';
  for (const [method, path] of [
    ['GET', '/api/me'],
    ['GET', '/api/chats'],
    ['POST', '/api/socket-tickets'],
  ] as const) {
    const answer = await ask(deployment.url, method, path, undefined, token);
    expect([path, answer.status, codeOf(answer)]).toEqual([path, 401, 'kit.unauthenticated']);
  }
  const headers = { authorization: `Bearer ${token}` };
  expect(await new RawSocket(`${deployment.url}/ws`, { headers }).end()).toBe(4500);
  expect(await new RawSocket(`${deployment.url}/ws?ticket=${token}`).end()).toBe(4500);
  expect(await new RawSocket(`${deployment.url}/ws/chat/lobby/?token=${token}`).end()).toBe(4500);
});

test('the access token as refresh token', async () => {
  const answer = await ask(deployment.url, 'POST', '/api/token/refresh/', { refresh: alice.access });
  expect([answer.status, codeOf(answer)]).toEqual([expect.toBeOneOf([400, 401]), expect.any(String)]);
});

test('a token that is good stays good', async () => {
  expect((await alice.ask('GET', '/api/me')).status).toBe(200);
});
