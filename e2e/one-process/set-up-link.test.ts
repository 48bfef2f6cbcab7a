import { ask, TestUser } from '@bridges/dev-env/test-user';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const linkIn = (text: string) => /https?:\/\/\S+\/setup\?token=(\S+)/.exec(text);
const newcomer = () => ({
  username: `boss-${crypto.randomUUID().slice(0, 8)}`,
  password: 'correct horse battery',
  displayName: 'The Boss',
});

describe('the set-up link', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await ServerProcess.start();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  test('is printed, makes one administrator once, and is not printed again', async () => {
    await server.printed(/setup\?token=/);
    const [link = '', token = ''] = linkIn(server.stdout) ?? [];
    expect(link.startsWith(server.url)).toBe(true);
    expect(await ask(server.url, 'GET', '/api/setup')).toMatchObject({ body: { isNeeded: true } });

    const guess = { ...newcomer(), token: `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` };
    expect(await ask(server.url, 'POST', '/api/setup', guess)).toMatchObject({
      status: 403,
      body: { error: { code: 'accounts.setup_token_invalid' } },
    });
    const boss = newcomer();
    expect(await ask(server.url, 'POST', '/api/setup', { ...boss, token })).toMatchObject({ status: 201 });
    const signedIn = await TestUser.signIn(server.url, boss.username);
    expect(signedIn.me.isAdmin).toBe(true);

    expect((await ask(server.url, 'POST', '/api/setup', { ...newcomer(), token })).status).toBe(403);
    expect(await ask(server.url, 'GET', '/api/setup')).toMatchObject({ body: { isNeeded: false } });
    expect((await server.end('SIGTERM')).code).toBe(0);
    await server.run();
    expect(linkIn(server.stdout)).toBeNull();
    expect((await signedIn.ask('GET', '/api/me')).status).toBe(200);
  });
});

test('ADMIN_EMAIL and ADMIN_PASSWORD make the administrator instead', async () => {
  const env = { ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: 'correct horse battery' };
  await using server = await ServerProcess.start({ env });
  expect(linkIn(server.stdout)).toBeNull();
  expect(await ask(server.url, 'GET', '/api/setup')).toMatchObject({ body: { isNeeded: false } });
  const admin = await TestUser.signIn(server.url, env.ADMIN_EMAIL);
  expect(admin.me).toMatchObject({ username: 'admin', isAdmin: true });
});
