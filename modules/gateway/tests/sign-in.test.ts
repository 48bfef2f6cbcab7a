import { connect } from 'node:net';
import { ask, startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openSocket, SocketClient } from './socket-client.ts';

describe('signing in to a socket', () => {
  let platform: TestPlatform;
  let alice: TestUser;

  beforeAll(async () => {
    platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      env: { GATEWAY_SOCKETS_PER_USER: '4' },
    });
    alice = await platform.user('alice');
  });
  afterAll(() => platform.stop());

  const withCookie = (origin?: string) =>
    new SocketClient(`${platform.url}/ws`, {
      headers: { cookie: `a=b; bridges_access=${alice.access}` },
      ...(origin === undefined ? {} : { origin }),
    });

  it('takes the cookie from our own pages only', async () => {
    using own = await withCookie(platform.url).hello();
    expect(own.frames[0]).toMatchObject({ user: alice.id });
    using foreign = withCookie('https://evil.example');
    expect(await foreign.end()).toEqual({ code: 4505, reason: 'foreignOrigin' });
    using missing = withCookie();
    expect((await missing.end()).code).toBe(4505);
    using opaque = withCookie('null');
    expect((await opaque.end()).code).toBe(4505);
  });

  it('does not mind the origin where the caller shows a token', async () => {
    using socket = await openSocket(alice, { origin: 'https://elsewhere.example' });
    expect(socket.closed).toBeUndefined();
  });

  it.each([
    ['nothing', () => ({})],
    ['a token of rubbish', () => ({ headers: { authorization: 'Bearer a.b.c' } })],
    ['a refresh token', () => ({ headers: { authorization: `Bearer ${alice.refresh}` } })],
    [
      'a token with a changed signature',
      () => ({ headers: { authorization: `Bearer ${alice.access.slice(0, -6)}AAAAAA` } }),
    ],
  ])('closes with 4500 for %s', async (_name, options) => {
    using socket = new SocketClient(`${platform.url}/ws`, options());
    expect(await socket.end()).toEqual({ code: 4500, reason: 'unauthenticated' });
    expect(socket.frames).toEqual([]);
  });

  it('does not take a token in the address of /ws', async () => {
    using socket = new SocketClient(`${platform.url}/ws?token=${alice.access}`);
    expect((await socket.end()).code).toBe(4500);
  });

  it('takes a ticket once', async () => {
    const { status, body } = await alice.ask<{ ticket: string; expiresInMs: number }>(
      'POST',
      '/api/socket-tickets',
    );
    expect([status, body.expiresInMs]).toEqual([201, 30_000]);
    const url = `${platform.url}/ws?ticket=${body.ticket}`;
    const sockets = [new SocketClient(url), new SocketClient(url), new SocketClient(url)];
    await Promise.all(
      sockets.map((socket) => socket.until(() => socket.frames.length > 0 || socket.closed !== undefined)),
    );
    expect(sockets.filter(({ closed }) => closed === undefined)).toHaveLength(1);
    expect(sockets.flatMap(({ closed }) => closed?.code ?? [])).toEqual([4500, 4500]);
    for (const socket of sockets) socket.socket.terminate();
    using unknown = new SocketClient(`${platform.url}/ws?ticket=${'A'.repeat(43)}`);
    expect((await unknown.end()).code).toBe(4500);
  });

  it('gives tickets to the signed-in only', async () => {
    expect((await ask(platform.url, 'POST', '/api/socket-tickets')).status).toBe(401);
  });

  it('does not honour the ticket of a session that has ended', async () => {
    const device = await TestUser.signIn(platform.url, alice.username);
    const { body } = await device.ask<{ ticket: string }>('POST', '/api/socket-tickets');
    await device.ask('DELETE', '/api/sessions/current');
    using socket = new SocketClient(`${platform.url}/ws?ticket=${body.ticket}`);
    expect((await socket.end()).code).toBe(4500);
  });

  it('closes the sockets of a session that ends, and no others', async () => {
    const phone = await TestUser.signIn(platform.url, alice.username);
    using kept = await openSocket(alice);
    using first = await openSocket(phone);
    using second = await openSocket(phone);
    expect((await phone.ask('DELETE', '/api/sessions/current')).status).toBe(204);
    expect(await Promise.all([first.end(), second.end()])).toEqual(
      Array(2).fill({ code: 4501, reason: 'sessionEnded' }),
    );
    using late = new SocketClient(`${platform.url}/ws`, {
      headers: { authorization: `Bearer ${phone.access}` },
    });
    expect((await late.end()).code).toBe(4500);
    expect((await kept.ask({ do: 'ping' })).ok).toEqual({});
  });

  it('closes sockets with 4507 beyond the limit of a user', async () => {
    const carol = await platform.user('carol');
    const sockets = await Promise.all(Array.from({ length: 4 }, () => openSocket(carol)));
    using fifth = new SocketClient(`${platform.url}/ws`, {
      headers: { authorization: `Bearer ${carol.access}` },
    });
    expect((await fifth.end()).code).toBe(4507);
    for (const { socket } of sockets) socket.terminate();
  });

  it('describes itself to anyone', async () => {
    const answer = await ask<{ asyncapi: string; channels: object }>(
      platform.url,
      'GET',
      '/docs/asyncapi.json',
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.body.asyncapi).toMatch(/^3\./);
    expect(Object.keys(answer.body.channels)).toEqual(['socket', 'room']);
  });

  it.each([
    ['another path', '/ws/elsewhere', 404],
    ['a bad escape', '/ws/chat/%ff%zz/', 400],
    ['no room name', '/ws/chat//', 404],
  ])('answers %s over HTTP', async (_name, path, status) => {
    using socket = new SocketClient(platform.url + path);
    await socket.until(() => socket.status !== undefined);
    expect(socket.status).toBe(status);
  });

  it('answers 400 to an upgrade without a key', async () => {
    const { port } = new URL(platform.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nAuthorization: Bearer ${alice.access}\r\n\r\n`,
    );
    const chunks = await socket.toArray();
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 /);
  });
});
