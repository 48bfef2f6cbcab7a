import { createHmac } from 'node:crypto';
import type { TestUser } from '@bridges/dev-env';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, World } from './world.ts';

let world: World;
let alice: TestUser;
let privateJwk: JWK;
let kid: string;
beforeAll(async () => {
  world = await World.start();
  alice = await world.platform.user('alice');
  const [key] = await world.sql<{ kid: string; private_jwk: JWK }>(
    'select kid, private_jwk from signing_keys',
  );
  if (!key) throw new Error('no signing key');
  ({ kid, private_jwk: privateJwk } = key);
});
afterAll(() => world?.stop());

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const present = (token: string) => world.ask('GET', '/api/me', undefined, token);

/** A token signed with the real key, with something changed. */
async function forge(change: { payload?: Record<string, unknown>; header?: object } = {}): Promise<string> {
  return new SignJWT({ ...decodeJwt(alice.access), ...change.payload })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt', ...change.header })
    .sign(await importJWK(privateJwk, 'EdDSA'));
}

test('an access token says who, in which session, for 10 minutes', async () => {
  expect(decodeProtectedHeader(alice.access)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid });
  const claims = decodeJwt(alice.access);
  expect(claims).toMatchObject({
    sub: alice.id,
    usr: alice.username,
    adm: false,
    iss: 'bridges',
    aud: 'bridges',
  });
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600);
});

test('the public keys are published, and nothing of the private ones', async () => {
  const { status, body } = await world.ask<JSONWebKeySet>('GET', '/.well-known/jwks.json');
  expect(status).toBe(200);
  expect(body.keys).toHaveLength(1);
  expect(body.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', kid, alg: 'EdDSA', use: 'sig' });
  expect(body.keys[0]).not.toHaveProperty('d');
});

test('what the server signs the same way is accepted', async () => {
  expect((await present(await forge())).status).toBe(200);
});

const nowSeconds = () => Math.floor(Date.now() / 1000);
const refused: Record<string, () => string | Promise<string>> = {
  'alg none': () => `${base64url({ alg: 'none', typ: 'at+jwt' })}.${alice.access.split('.')[1]}.`,
  'alg none with a signature': () =>
    `${base64url({ alg: 'none', typ: 'at+jwt', kid })}.${alice.access.split('.')[1]}.AAAA`,
  'HS256 with the public key': async () => {
    const { body } = await world.ask<{ keys: { x: string }[] }>('GET', '/.well-known/jwks.json');
    const head = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid })}.${alice.access.split('.')[1]}`;
    const secret = Buffer.from(body.keys[0]?.x ?? '', 'base64url');
    return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
  },
  'another key': async () =>
    new SignJWT(decodeJwt(alice.access))
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
      .sign((await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey),
  'an unknown key id': () => forge({ header: { kid: 'unknown' } }),
  'another audience': () => forge({ payload: { aud: 'elsewhere' } }),
  'another issuer': () => forge({ payload: { iss: 'elsewhere' } }),
  'another type': () => forge({ header: { typ: 'JWT' } }),
  'expired by a second': () => forge({ payload: { exp: nowSeconds() - 1 } }),
  'no expiry': () => forge({ payload: { exp: undefined } }),
  'an unknown session': () => forge({ payload: { sid: '01a1fbbe-6426-730d-ad3b-a7afe34ba494' } }),
  'a session that is no id': () => forge({ payload: { sid: "'; drop table users; --" } }),
  'a refresh token': () => alice.refresh,
  'a changed payload': () => {
    const [head, , signature] = alice.access.split('.');
    return `${head}.${base64url({ ...decodeJwt(alice.access), adm: true })}.${signature}`;
  },
  nonsense: () => 'a.b.c',
};

test.each(Object.keys(refused))('refused: %s', async (name) => {
  const answer = await present((await refused[name]?.()) ?? '');
  expect(answer.status).toBe(401);
  expect(codeOf(answer)).toBe('kit.unauthenticated');
});

test('a rotated key signs after a minute; what the old one signed stays good', async () => {
  await world.sql(`update signing_keys set created_at = now() - interval '91 days'`);
  await world.sql(`select graphile_worker.add_job('rotate-signing-keys')`);
  await expect
    .poll(async () => (await world.sql('select kid from signing_keys')).length, { timeout: 10_000 })
    .toBe(2);
  await world.sql(`update signing_keys set created_at = now() - interval '61 s' where kid <> $1`, [kid]);
  await world.platform.restart();
  const fresh = await world.signIn(alice.username);
  expect(decodeProtectedHeader(fresh.access).kid).not.toBe(kid);
  expect((await present(fresh.access)).status).toBe(200);
  expect((await present(alice.access)).status).toBe(200);
});
