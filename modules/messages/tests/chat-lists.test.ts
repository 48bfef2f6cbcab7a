import { randomUUID } from 'node:crypto';
import type { ChatPage } from '@bridges/contracts';
import { limits } from '@bridges/contracts';
import { codeOf } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { beforeEach, describe, expect, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, chatOf, query, range } from './chat-tools.ts';
import { changes, forEver, idsOf, list, markScene, marksEvent, setMarks } from './mark-scene.ts';

const scene = markScene();
let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;
beforeEach(() => {
  ({ platform, alice, bob, chatId } = scene);
});

describe('pinned chats', () => {
  it('stand first, the last pinned on top, then in the order I gave', async () => {
    const groups = [];
    for (const _ of range(1, 4)) groups.push((await TestGroup.of(platform, alice, bob)).chatId);
    const [one = '', two = '', three = ''] = groups;
    await setMarks(alice, one, { isPinned: true });
    await setMarks(alice, two, { isPinned: true });
    const saved = (await alice.openDirect(alice)).id;
    const byActivity = [groups[3], three, chatId, saved];
    expect(idsOf(await list(alice))).toEqual([two, one, ...byActivity]);
    using phone = await ChatSocket.open(alice);
    const put = await alice.ask('PUT', '/api/me/pinned-chats', { chatIds: [three, two] });
    expect(put.status).toBe(204);
    expect(idsOf(await list(alice))).toEqual([three, two, groups[3], one, chatId, saved]);
    const told = await marksEvent(phone, 3);
    expect(told['chats']).toMatchObject({
      [one]: { pinOrder: null, rev: 3 },
      [two]: { pinOrder: 1, rev: 3 },
      [three]: { pinOrder: 0, rev: 3 },
    });
    await alice.ask('PUT', '/api/me/pinned-chats', { chatIds: [three, two] });
    expect((await changes(alice, 0)).rev).toBe(3);
  });

  it('lead the first page beyond its limit; every chat comes once over the pages', async () => {
    const groups = [];
    for (const _ of range(1, 5)) groups.push((await TestGroup.of(platform, alice, bob)).chatId);
    await alice.ask('PUT', '/api/me/pinned-chats', { chatIds: groups.slice(0, 3) });
    const ids: string[] = [];
    let cursor: string | null = '';
    for (let at = 0; cursor !== null; at++) {
      const page: ChatPage = await list(alice, `?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.chats.length).toBeLessThanOrEqual(at === 0 ? 5 : 2);
      ids.push(...idsOf(page));
      cursor = page.nextCursor;
    }
    expect(ids.slice(0, 3)).toEqual(groups.slice(0, 3));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(7);
  });

  it('are fifty at most', async () => {
    const ids = range(1, limits.pinnedChats).map(() => randomUUID());
    for (const [at, id] of ids.entries()) {
      await query(
        platform,
        `insert into chats (id, kind, created_at, last_activity_at) values ($1, 'group', now(), now())`,
        [id],
      );
      await query(
        platform,
        `insert into chat_members (chat_id, user_id, role, joined_at) values ($1, $2, 'member', now())`,
        [id, alice.id],
      );
      await query(
        platform,
        `insert into chat_marks (chat_id, user_id, pin_order, rev) values ($1, $2, $3, 1)`,
        [id, alice.id, at],
      );
    }
    const answer = await setMarks(alice, chatId, { isPinned: true });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'messages.too_many_pinned']);
    await setMarks(alice, ids[0] ?? '', { isPinned: false });
    expect((await setMarks(alice, chatId, { isPinned: true })).status).toBe(200);
  });
});

describe('the archive', () => {
  const isListed = async (params: string) => idsOf(await list(alice, params)).includes(chatId);

  it('gives a chat back with a new message, but keeps a muted one', async () => {
    await setMarks(alice, chatId, { isArchived: true });
    expect([await isListed('?archived=false'), await isListed('?archived=true')]).toEqual([false, true]);
    expect(await isListed('')).toBe(true);
    await bob.post(chatId, 'Are you there?');
    expect([await isListed('?archived=false'), await isListed('?archived=true')]).toEqual([true, false]);
    await setMarks(alice, chatId, { isArchived: true, mutedUntil: forEver });
    await bob.post(chatId, 'Hey!');
    expect([await isListed('?archived=false'), await isListed('?archived=true')]).toEqual([false, true]);
    expect((await setMarks(alice, chatId, { isArchived: false })).body).toMatchObject({
      isArchived: false,
      archivedSeq: 0,
    });
    expect(await isListed('?archived=false')).toBe(true);
  });

  it('does not take back a chat that came out of it and is muted now', async () => {
    await setMarks(alice, chatId, { isArchived: true });
    await bob.post(chatId, 'out');
    const { body } = await setMarks(alice, chatId, { mutedUntil: forEver });
    expect(body.isArchived).toBe(false);
    expect(await isListed('?archived=false')).toBe(true);
  });

  it('keeps a chat whose mute is over only as long as nothing was said', async () => {
    await setMarks(alice, chatId, { isArchived: true, mutedUntil: '2026-01-01T00:00:00.000Z' });
    expect(await isListed('?archived=true')).toBe(true);
    await bob.post(chatId, 'out');
    expect(await isListed('?archived=true')).toBe(false);
  });
});

describe('lists by what is in them', () => {
  it('are the unread and the marked as unread, until more is read', async () => {
    expect(idsOf(await list(alice, '?unread=true'))).toEqual([chatId]);
    await alice.ask('POST', `/api/chats/${chatId}/read`, { seq: 1 });
    expect(idsOf(await list(alice, '?unread=true'))).toEqual([]);
    await setMarks(alice, chatId, { isMarkedUnread: true });
    expect(idsOf(await list(alice, '?unread=true'))).toEqual([chatId]);
    await alice.post(chatId, 'mine');
    expect(idsOf(await list(alice, '?unread=true'))).toEqual([]);
    expect(idsOf(await list(alice, '?unread=false'))).toContain(chatId);
    expect((await chatOf(alice, chatId)).marks).toMatchObject({ isMarkedUnread: true, markedReadSeq: 1 });
  });

  it('are those where unread messages mention me', async () => {
    const { chatId: other } = await TestGroup.of(platform, alice, bob);
    await bob.post(other, `@${alice.username} look`);
    await platform.settled();
    await expect.poll(async () => idsOf(await list(alice, '?mentions=true'))).toEqual([other]);
    expect(idsOf(await list(alice, '?mentions=false'))).toContain(chatId);
    await alice.ask('POST', `/api/chats/${other}/read`, { seq: 1 });
    expect(idsOf(await list(alice, '?mentions=true'))).toEqual([]);
  });

  it('refuse the cursor of another list, and what is no flag', async () => {
    await TestGroup.of(platform, alice, bob);
    const { nextCursor } = await list(alice, '?limit=1');
    const answer = await alice.ask('GET', `/api/chats?archived=false&cursor=${nextCursor}`);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'kit.bad_cursor']);
    expect((await alice.ask('GET', '/api/chats?unread=1')).status).toBe(400);
    expect((await alice.ask('GET', '/api/chats?folder=x')).status).toBe(400);
  });
});
