import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
});
afterAll(() => deployment?.[Symbol.asyncDispose]());

test('the docs tell of the whole API, whichever service a path belongs to', async () => {
  const { paths } = (await (await fetch(`${deployment.url}/docs/json`)).json()) as { paths: object };
  for (const head of ['token', 'groups', 'chats', 'files', 'notifications', 'socket-tickets'])
    expect(Object.keys(paths).filter((path) => path.startsWith(`/api/${head}`))).not.toEqual([]);
  const page = await fetch(`${deployment.url}/docs`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('swagger-ui');
});
