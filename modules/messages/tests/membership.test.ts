import { randomUUID } from 'node:crypto';
import type { Message } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import {
  TestGroup,
  blocked,
  cast,
  chatOf,
  history,
  hold,
  page,
  range,
  seqsOf,
  trySend,
} from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let group: TestGroup;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'gateway'],
  });
  [alice, bob, carol] = await cast(platform, 'alice', 'bob', 'carol');
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await TestGroup.of(platform, alice, bob);
});

const statusFor = async (user: TestUser) => (await user.ask('GET', `/api/chats/${group.chatId}`)).status;

describe('a change of members', () => {
  it('is applied once: a repeat or an older one changes nothing', async () => {
    await group.change({ [carol.id]: 'member' });
    await group.remove(carol);
    for (const version of [1, 2, 3]) await group.change({ [carol.id]: 'owner', [alice.id]: '' }, version);
    expect([await statusFor(alice), await statusFor(bob), await statusFor(carol)]).toEqual([200, 200, 404]);
  });

  it('that took somebody out is told again when it comes again, as long as she is out (G7)', async () => {
    const told: string[] = [];
    const stops = await Promise.all(
      [bob, carol].map((user) => platform.bus.subscribe(`user:${user.id}`, () => told.push(user.id))),
    );
    await group.change({ [bob.id]: '', [carol.id]: 'member' }, 2);
    await group.change({ [carol.id]: '' }, 3);
    await group.change({ [carol.id]: 'member' }, 4);
    await platform.settled();
    told.length = 0;
    await group.change({ [bob.id]: '', [carol.id]: 'member' }, 2);
    await group.change({ [carol.id]: '' }, 3);
    expect(told).toEqual([bob.id]);
    for (const stop of stops) stop();
  });

  it('that comes before its turn is refused, and taken in its turn', async () => {
    const early = group.change({ [bob.id]: '' }, 3);
    await expect(early).rejects.toMatchObject({ code: 'messages.membership_behind', isRetryable: true });
    expect(await statusFor(bob)).toBe(200);
    await group.change({ [carol.id]: 'member' }, 2);
    await group.change({ [bob.id]: '' }, 3);
    expect([await statusFor(bob), await statusFor(carol)]).toEqual([404, 200]);
  });

  it('of a group that is not there yet is refused, unless it is the first', async () => {
    const unknown = await TestGroup.of(platform, alice);
    Object.assign(unknown, { chatId: randomUUID() });
    await expect(unknown.change({ [bob.id]: 'member' }, 2)).rejects.toMatchObject({
      code: 'messages.membership_behind',
    });
  });

  it('can not take hold of a chat that is no group', async () => {
    const direct = await alice.openDirect(bob);
    Object.assign(group, { chatId: direct.id });
    for (const version of [1, 2])
      await expect(group.change({ [carol.id]: 'owner', [bob.id]: '' }, version)).rejects.toMatchObject({
        code: 'messages.membership_behind',
      });
    expect([await statusFor(alice), await statusFor(bob), await statusFor(carol)]).toEqual([200, 200, 404]);
  });

  it('that comes many times at once is applied one time', async () => {
    await Promise.all(range(1, 8).map(() => group.change({ [carol.id]: 'member', [bob.id]: '' }, 2)));
    expect([await statusFor(bob), await statusFor(carol)]).toEqual([404, 200]);
    await group.change({ [carol.id]: 'admin' }, 3);
    expect((await chatOf(carol, group.chatId)).role).toBe('admin');
  });

  it('keeps the read marker of a member whose role changes, and starts a new one for who comes back', async () => {
    for (const text of ['1', '2', '3']) await alice.post(group.chatId, text);
    await bob.ask('POST', `/api/chats/${group.chatId}/read`, { seq: 2 });
    await group.change({ [bob.id]: 'admin' });
    expect(await chatOf(bob, group.chatId)).toMatchObject({ role: 'admin', readSeq: 2, unreadCount: 1 });
    await group.remove(bob);
    await alice.post(group.chatId, '4');
    await group.change({ [bob.id]: 'member' });
    expect(await chatOf(bob, group.chatId)).toMatchObject({ role: 'member', readSeq: 4, unreadCount: 0 });
  });

  it('is told to those whom it touches, and to nobody else', async () => {
    using alices = await ChatSocket.open(alice);
    using bobs = await ChatSocket.open(bob);
    using carols = await ChatSocket.open(carol);
    await group.change({ [carol.id]: 'member', [bob.id]: 'admin' });
    const isChat = ({ ev }: Record<string, unknown>) => ev === 'chat';
    expect(await carols.next(isChat)).toMatchObject({
      chat: { id: group.chatId, title: 'Team', role: 'member' },
    });
    expect(await bobs.next(isChat)).toMatchObject({ chat: { id: group.chatId, role: 'admin' } });
    await alice.post(group.chatId, 'Welcome');
    await Promise.all([alices, bobs, carols].map((socket) => socket.message('Welcome')));
    await group.remove(bob);
    expect(await bobs.next(({ ev }) => ev === 'chatGone')).toEqual({ ev: 'chatGone', chat: group.chatId });
    await alice.post(group.chatId, 'Without Bob');
    await carols.message('Without Bob');
    await bobs.ask({ do: 'ping' });
    expect(JSON.stringify(bobs.frames)).not.toContain('Without Bob');
    expect(alices.frames.filter(({ ev }) => ev === 'chat' || ev === 'chatGone')).toEqual([]);
  });
});

describe('a removal', () => {
  it('is between the sends: nothing of hers is stored after it was acknowledged, nothing acknowledged is lost', async () => {
    using socket = await ChatSocket.open(bob);
    let refused = 0;
    // Until some removal came between sends.
    for (let round = 0; round < 8 || (refused === 0 && round < 40); round++) {
      const contested = await TestGroup.of(platform, alice, bob);
      // A busy server may say that it does not know yet: such a message may be there or not.
      const unsure = new Set<string>();
      const sends = range(1, 40).map(async (at) => {
        // Some before, some while the removal is under way.
        if (at > 10) await alice.get(`/api/chats/${contested.chatId}`);
        const clientId = crypto.randomUUID();
        if (at % 2) {
          const { ok, error } = await socket.send(contested.chatId, `${at}`, clientId);
          if (error?.isRetryable) unsure.add(clientId);
          return ok?.message;
        }
        const answer = await trySend(bob, contested.chatId, { text: `${at}`, clientId });
        if (answer.status >= 500) unsure.add(clientId);
        return answer.status === 201 ? answer.body : undefined;
      });
      await sends[round % 8];
      await contested.remove(bob);
      const { lastSeq } = await chatOf(alice, contested.chatId);
      const late = await trySend(bob, contested.chatId, { text: 'late' });
      expect([late.status, codeOf(late)]).toEqual([404, 'messages.chat_not_found']);
      const stored = (await Promise.all(sends)).filter((message) => message !== undefined);
      refused += sends.length - stored.length;
      const all = await history(alice, contested.chatId);
      expect(seqsOf(all)).toEqual(range(1, lastSeq));
      const idsOf = (messages: readonly Message[]) =>
        messages.flatMap(({ clientId }) => (clientId && unsure.has(clientId) ? [] : [clientId])).toSorted();
      expect(idsOf(all)).toEqual(idsOf(stored));
    }
    expect(refused).toBeGreaterThan(0);
  });

  it('that another process is about to commit is waited for by sends, and then in force', async () => {
    const commit = await hold(
      platform,
      `select 1 from chats where id = '${group.chatId}' for no key update`,
      `delete from chat_members where chat_id = '${group.chatId}' and user_id = '${bob.id}'`,
    );
    const sends = Promise.all([
      trySend(bob, group.chatId, { text: 'Too late' }),
      trySend(alice, group.chatId, { text: 'In time' }),
    ]);
    await blocked(platform);
    await commit();
    expect((await sends).map(({ status }) => status)).toEqual([404, 201]);
    expect((await page(alice, group.chatId)).messages.map(({ text }) => text)).toEqual(['In time']);
  });

  it('waits for a send that was allowed before it', async () => {
    const commit = await hold(platform, 'lock table messages in exclusive mode');
    const send = trySend(bob, group.chatId, { text: 'Just in time' });
    await blocked(platform);
    const removal = group.remove(bob);
    await blocked(platform, 2);
    await commit();
    await removal;
    expect((await chatOf(alice, group.chatId)).lastSeq).toBe(1);
    expect((await send).status).toBe(201);
  });

  it('leaves what was written, and keeps others writing', async () => {
    await bob.post(group.chatId, 'Bye');
    await group.remove(bob);
    await alice.post(group.chatId, 'He is gone');
    expect((await page(alice, group.chatId)).messages.map(({ senderId }) => senderId)).toEqual([
      bob.id,
      alice.id,
    ]);
  });
});
