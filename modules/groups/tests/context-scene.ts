import type { ContextDetails } from '@bridges/contracts';
import { ask, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';

/** Of the service that puts chats about things. */
export const key = `bsk_${'k'.repeat(40)}`;
export const card = { title: 'Order 123', status: 'Paid', link: 'https://shop.example.org/orders/123' };

export interface ContextScene {
  platform: TestPlatform;
  alice: TestUser;
  bob: TestUser;
  mallory: TestUser;
  /** Of a thing nobody has put yet; another one in each test. */
  id: string;
  /** Its address. */
  path: string;
}

/** The whole server with a service that has a key. */
export function contextScene(env: Record<string, string> = {}) {
  const scene = {} as ContextScene;
  beforeAll(async () => {
    scene.platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      env: { SERVICE_KEYS: `shop:${key}`, ...env },
    });
    const names = ['alice', 'bob', 'mallory'];
    const cast = await Promise.all(names.map((name) => scene.platform.user(name)));
    [scene.alice, scene.bob, scene.mallory] = cast as [TestUser, TestUser, TestUser];
  });
  afterAll(() => scene.platform.stop());
  beforeEach(() => {
    scene.id = randomUUID().slice(0, 8);
    scene.path = `/api/contexts/order/${scene.id}`;
  });
  const asService = <Body = ContextDetails>(method: string, address: string, body?: unknown, secret = key) =>
    ask<Body>(scene.platform.url, method, address, body, secret);
  const put = (body: object = {}, address = scene.path) => asService('PUT', address, { card, ...body });
  /** A chat that must be there after it. */
  const made = async (body: object = {}, address = scene.path): Promise<ContextDetails> => {
    const answer = await put(body, address);
    if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  return { scene, asService, put, made };
}
