import { notificationEvent, notificationsReadEvent, socketEvent } from '@bridges/contracts';
import type { NotificationPage, SocketEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import { startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';

let platform: TestPlatform;
let alice: TestUser;
/** What Alice's devices hear of her inbox. */
let heard: SocketEvent[];

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'notifications'],
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  alice = await platform.user('alice');
  await platform.settled();
  const events: SocketEvent[] = (heard = []);
  await platform.bus.subscribe(`user:${alice.id}`, (payload) => {
    const { json } = fromBinary(LiveEventSchema, payload);
    if (json.length === 0) return;
    const event = socketEvent.parse(JSON.parse(Buffer.from(json).toString()));
    if (event.ev === 'notification' || event.ev === 'notificationsRead') events.push(event);
  });
});

const inbox = () => alice.get<NotificationPage>('/api/notifications');
const hearing = (count: number) => vi.waitFor(() => expect(heard).toHaveLength(count), { timeout: 40_000 });
async function signInAgain(): Promise<void> {
  await TestUser.signIn(platform.url, alice.username, alice.me);
  await platform.settled();
}

describe('the live inbox', () => {
  it('tells a new entry as the list has it', async () => {
    await signInAgain();
    await hearing(1);
    const page = await inbox();
    expect(notificationEvent.parse(heard[0])).toEqual({
      ev: 'notification',
      notification: page.notifications[0],
      unreadCount: 1,
    });
  });

  it('tells what was read, once, with the count after it', async () => {
    await signInAgain();
    await signInAgain();
    await hearing(2);
    const [newest] = (await inbox()).notifications;
    await alice.ask('POST', `/api/notifications/${newest?.id}/read`);
    await alice.ask('POST', `/api/notifications/${newest?.id}/read`);
    await hearing(3);
    await alice.ask('POST', '/api/notifications/read-all');
    await alice.ask('POST', '/api/notifications/read-all');
    await hearing(4);
    const [one, all] = heard.slice(2).map((event) => notificationsReadEvent.parse(event));
    const read = (await inbox()).notifications;
    expect(one).toEqual({
      ev: 'notificationsRead',
      notification: newest?.id,
      readAt: read[0]?.readAt,
      unreadCount: 1,
    });
    expect(all).toEqual({
      ev: 'notificationsRead',
      notification: null,
      readAt: read[1]?.readAt,
      unreadCount: 0,
    });
  });

  it('tells other devices of what was read within a second', async () => {
    const times: number[] = [];
    // A machine that stands still meanwhile says nothing of the server.
    for (let round = 1; round <= 5 && !times.some((ms) => ms < 1000); round++) {
      await signInAgain();
      await hearing(2 * round - 1);
      const [newest] = (await inbox()).notifications;
      const readAt = performance.now();
      await alice.ask('POST', `/api/notifications/${newest?.id}/read`);
      await hearing(2 * round);
      times.push(performance.now() - readAt);
    }
    expect(Math.min(...times)).toBeLessThan(1000);
  });

  it('ends with the true count when much happens at once', async () => {
    await signInAgain();
    await hearing(1);
    const { notifications } = await inbox();
    await Promise.all([
      ...Array.from({ length: 4 }, () => TestUser.signIn(platform.url, alice.username, alice.me)),
      alice.ask('POST', `/api/notifications/${notifications[0]?.id}/read`),
    ]);
    await platform.settled();
    await hearing(6);
    expect(heard.at(-1)).toMatchObject({ unreadCount: (await inbox()).unreadCount });
  });
});
