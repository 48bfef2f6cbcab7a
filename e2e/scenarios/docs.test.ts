import { hash } from 'node:crypto';
import { TestUser, testPassword } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';

/** A deployment that was there before has one only if it says so. */
const administrator = process.env['BRIDGES_ADMIN'] ?? 'root@example.org';
const hasAdministrator = process.env['BRIDGES_ADMIN'] !== undefined || !process.env['BRIDGES_URL'];

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy({ ADMIN_EMAIL: administrator, ADMIN_PASSWORD: testPassword });
});
afterAll(() => deployment?.[Symbol.asyncDispose]());

test('the docs tell of the whole API, whichever service a path belongs to', async () => {
  const { paths } = (await (await fetch(`${deployment.url}/docs/json`)).json()) as { paths: object };
  for (const head of ['token', 'groups', 'chats', 'files', 'notifications', 'socket-tickets'])
    expect(Object.keys(paths).filter((path) => path.startsWith(`/api/${head}`))).not.toEqual([]);
  const page = await fetch(`${deployment.url}/docs`);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('swagger-ui');
  // It is as wide as a phone, and of all styles written into a page only its own one is let in.
  expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  const script = await (await fetch(`${deployment.url}/docs/static/swagger-ui-standalone-preset.js`)).text();
  const style = /\.logo_small_svg__cls-2\{[^"']*/.exec(script)?.[0] ?? '';
  const allowed = `style-src 'self' 'sha256-${hash('sha256', style, 'base64')}';`;
  expect(page.headers.get('content-security-policy')).toContain(allowed);
  const elsewhere = (await fetch(deployment.url)).headers.get('content-security-policy');
  expect(elsewhere).toContain("style-src 'self';");
});

test.runIf(hasAdministrator)(
  'administrators reach the work of every service, and nobody else does',
  async () => {
    const root = await TestUser.signIn(deployment.url, administrator);
    const alice = await TestUser.register(deployment.url, 'alice');
    const workers = ['accounts', 'groups', 'messages', 'files', 'notifications'];
    const counters = ['accounts', 'groups', 'gateway', 'messages', 'files', 'notifications'];
    for (const path of [
      ...workers.flatMap((module) => [`jobs/${module}`, `events/${module}`, `acts/${module}`]),
      ...counters.map((module) => `overview/${module}`),
    ]) {
      expect([path, (await root.ask('GET', `/api/admin/${path}`)).status]).toEqual([path, 200]);
      expect([path, (await alice.ask('GET', `/api/admin/${path}`)).status]).toEqual([path, 403]);
    }
    for (const module of workers) {
      // Only the service that has such work knows that there is none of this id.
      const event = `/api/admin/events/${module}/${module}.on-something/01a1fbbe-6426-730d-ad3b-a7afe34ba494`;
      for (const [method, path] of [
        ['POST', `/api/admin/jobs/${module}/987654321/retry`],
        ['DELETE', `/api/admin/jobs/${module}/987654321`],
        ['POST', `${event}/replay`],
        ['DELETE', event],
      ] as const) {
        const answer = await root.ask(method, path);
        expect([path, answer.status, answer.body]).toMatchObject([
          path,
          404,
          { error: { code: 'kit.not_found' } },
        ]);
        expect((await alice.ask(method, path)).status).toBe(403);
      }
    }
  },
);
