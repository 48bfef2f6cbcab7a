import type { LadderSettingsBody, PushPayload, TraceAnswer } from '@bridges/contracts';
import { startPushService, startTestPlatform } from '@bridges/dev-env';
import type { PushBrowser, PushService, TestPlatform, TestUser } from '@bridges/dev-env';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, vi } from 'vitest';
import { groupOf, must } from './inbox-scene.ts';

export interface LadderScene {
  platform: TestPlatform;
  push: PushService;
  alice: TestUser;
  bob: TestUser;
  /** Bob's, subscribed; he is told at once. */
  browser: PushBrowser;
  /** A group of Alice (owner) and Bob. */
  chatId: string;
  /** Looks behind the doors. */
  query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>;
}

/** Everything comes soon; a loaded machine may take its time. */
export const soon = { timeout: 50_000, interval: 25 };
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The whole server with a push service beside it, and new people in a new group before each test. */
export function ladderScene(env: Record<string, string> = {}): LadderScene {
  const scene = {} as LadderScene;
  let pool: pg.Pool;
  beforeAll(async () => {
    scene.push = await startPushService();
    scene.platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      env: { PUSH_TEST_PORTS: String(scene.push.port), ...env },
    });
    pool = new pg.Pool({ connectionString: scene.platform.databaseUrl('notifications'), max: 2 });
    pool.on('error', () => {});
    scene.query = async <Row>(text: string, values: unknown[] = []) =>
      (await pool.query(text, values)).rows as Row[];
  });
  afterAll(async () => {
    await pool.end();
    await scene.platform.stop();
    await scene.push[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    const { platform } = scene;
    [scene.alice, scene.bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
    scene.chatId = await groupOf(scene.alice, [scene.bob]);
    await platform.settled();
    scene.browser = await subscribe(scene, scene.bob);
    await must(scene.bob, 'POST', '/api/notifications/read-all');
    await settings(scene.bob, { channels: { push: { delaySeconds: 0 } } });
  });
  return scene;
}

/** A browser of hers that wants to be told. */
export async function subscribe({ push }: Pick<LadderScene, 'push'>, user: TestUser): Promise<PushBrowser> {
  const { publicKey } = await user.get<{ publicKey: string }>('/api/push/key');
  const browser = push.subscribe(publicKey);
  await must(user, 'POST', '/api/push/subscriptions', browser.subscription);
  return browser;
}

export const settings = (user: TestUser, body: LadderSettingsBody) =>
  must(user, 'PUT', '/api/notifications/settings', body);

export const marks = (user: TestUser, chatId: string, body: unknown) =>
  must(user, 'PATCH', `/api/chats/${chatId}/marks`, body);

/** What a browser was told, without what only its order is of interest of. */
export const toldTo = (browser: PushBrowser): PushPayload[] =>
  browser.received<PushPayload>().map(({ payload }) => payload);

export const hears = (browser: PushBrowser, count: number): Promise<PushPayload[]> =>
  vi.waitFor(() => {
    const told = toldTo(browser);
    expect(told.length).toBeGreaterThanOrEqual(count);
    return told;
  }, soon);

/** What was decided about a message, as `step code`. */
export async function traceOf(user: TestUser, chatId: string, seq: number): Promise<string[]> {
  const { entries } = await user.get<TraceAnswer>(`/api/notifications/trace?chatId=${chatId}&seq=${seq}`);
  return entries.map(({ step, code }) => `${step} ${code}`);
}

export const tracesTo = (user: TestUser, chatId: string, seq: number, entry: string): Promise<void> =>
  vi.waitFor(async () => expect(await traceOf(user, chatId, seq)).toContain(entry), soon);

/** Whatever waits for its step, waits no longer. */
export const dueNow = ({ query }: Pick<LadderScene, 'query'>, user: TestUser) =>
  query('update pending_tellings set due_at = now() where user_id = $1', [user.id]);

/** For steps that tests take themselves, by `dueNow`. */
export const hour = { channels: { push: { delaySeconds: 3600 } } };
