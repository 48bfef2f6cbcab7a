import type { Notification, NotificationPage } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';

export interface InboxScene {
  platform: TestPlatform;
  alice: TestUser;
  bob: TestUser;
  carol: TestUser;
  /** A group of Alice (owner), Bob and Carol. */
  chatId: string;
}

/** The whole server, and new people in a new group before each test. */
export function inboxScene(): InboxScene {
  const scene = {} as InboxScene;
  beforeAll(async () => {
    scene.platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  });
  afterAll(() => scene.platform.stop());
  beforeEach(async () => {
    const { platform } = scene;
    [scene.alice, scene.bob, scene.carol] = await Promise.all([
      platform.user('alice'),
      platform.user('bob'),
      platform.user('carol'),
    ]);
    scene.chatId = await groupOf(scene.alice, [scene.bob, scene.carol]);
    await platform.settled();
    for (const user of [scene.bob, scene.carol]) await must(user, 'POST', '/api/notifications/read-all');
  });
  return scene;
}

/** A request that must succeed. */
export async function must<Body>(
  user: TestUser,
  method: string,
  path: string,
  body?: unknown,
): Promise<Body> {
  const answer = await user.ask<Body>(method, path, body);
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function groupOf(owner: TestUser, members: TestUser[]): Promise<string> {
  const memberIds = members.map(({ id }) => id);
  const group = await must<{ chatId: string }>(owner, 'POST', '/api/groups', { title: 'Team', memberIds });
  return group.chatId;
}

export const pageOf = (user: TestUser, query = '') =>
  user.get<NotificationPage>(`/api/notifications${query}`);

/** What waits in an inbox, the newest first. */
export async function unreadOf(user: TestUser): Promise<Notification[]> {
  const page = await pageOf(user, '?limit=100');
  const unread = page.notifications.filter(({ readAt }) => readAt === null);
  if (unread.length !== page.unreadCount)
    throw new Error(`${page.unreadCount} counted: ${JSON.stringify(page)}`);
  return unread;
}

export const reply = (user: TestUser, chatId: string, seq: number, text = 'Yes') =>
  must<{ seq: number }>(user, 'POST', `/api/chats/${chatId}/messages`, { text, replyTo: { seq } });

export const react = (user: TestUser, chatId: string, seq: number, emoji = '👍') =>
  must(user, 'PUT', `/api/chats/${chatId}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`);

export const read = (user: TestUser, chatId: string, seq: number) =>
  must(user, 'POST', `/api/chats/${chatId}/read`, { seq });
