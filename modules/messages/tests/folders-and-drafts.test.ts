import { randomUUID } from 'node:crypto';
import type { ChatMarks, Folder, Scheduled } from '@bridges/contracts';
import { limits } from '@bridges/contracts';
import { codeOf } from '@bridges/dev-env';
import type { TestUser } from '@bridges/dev-env';
import { beforeEach, describe, expect, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, blocked, chatOf, hold, query, range } from './chat-tools.ts';
import { changes, idsOf, list, markScene, marksEvent, setMarks } from './mark-scene.ts';

const scene = markScene();
let alice: TestUser;
let bob: TestUser;
let chatId: string;
beforeEach(() => {
  ({ alice, bob, chatId } = scene);
});

describe('folders', () => {
  const create = (user: TestUser, name: string) => user.ask<Folder>('POST', '/api/folders', { name });
  const folders = async (user: TestUser) =>
    (await user.get<{ folders: Folder[] }>('/api/folders')).folders.map(({ name }) => name);

  it('hold chats, are renamed, ordered and deleted, on all devices', async () => {
    using phone = await ChatSocket.open(alice);
    const { body: work } = await create(alice, 'Work');
    const { body: home } = await create(alice, '  Ho\u202eme ');
    expect(await marksEvent(phone, 2)).toMatchObject({ after: 1, chats: {}, folders: [work, home] });
    expect(home).toMatchObject({ name: 'Ho me', order: 1 });
    await setMarks(alice, chatId, { folderIds: [work.id, work.id] });
    expect((await chatOf(alice, chatId)).marks.folderIds).toEqual([work.id]);
    expect(idsOf(await list(alice, `?folder=${work.id}`))).toEqual([chatId]);
    expect(idsOf(await list(alice, `?folder=${home.id}`))).toEqual([]);
    expect((await alice.ask('PATCH', `/api/folders/${home.id}`, { name: 'Дом' })).status).toBe(200);
    expect((await alice.ask('PUT', '/api/folders', { folderIds: [home.id, work.id] })).status).toBe(200);
    expect(await folders(alice)).toEqual(['Дом', 'Work']);
    expect((await alice.ask('DELETE', `/api/folders/${work.id}`)).status).toBe(204);
    expect(await marksEvent(phone, 6)).toMatchObject({ folders: [{ name: 'Дом' }] });
    expect(await folders(alice)).toEqual(['Дом']);
    expect((await changes(alice, 0)).folders).toMatchObject([{ name: 'Дом', order: 0 }]);
  });

  it('of others are not there', async () => {
    const { body: hers } = await create(alice, 'Work');
    for (const id of [hers.id, randomUUID()]) {
      const answers = await Promise.all([
        bob.ask('PATCH', `/api/folders/${id}`, { name: 'Mine' }),
        bob.ask('DELETE', `/api/folders/${id}`),
        bob.ask('PUT', '/api/folders', { folderIds: [id] }),
        setMarks(bob, chatId, { folderIds: [id] }),
      ]);
      for (const answer of answers)
        expect([answer.status, codeOf(answer)]).toEqual([404, 'messages.folder_not_found']);
    }
    expect(idsOf(await list(bob, `?folder=${hers.id}`))).toEqual([]);
    expect(await folders(alice)).toEqual(['Work']);
    expect((await changes(bob, 0)).rev).toBe(0);
  });

  it('are fifty at most, also made at the same time', async () => {
    // They are made one after the other: on a busy machine the last may have waited too long for a connection.
    const make = async (name: string) => {
      for (;;) {
        const answer = await create(alice, name);
        if (answer.status !== 503) return answer;
      }
    };
    const made = await Promise.all(range(1, limits.folders + 5).map((at) => make(`F${at}`)));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(limits.folders);
    const refused = made.find(({ status }) => status !== 201);
    expect(refused && codeOf(refused)).toBe('messages.too_many_folders');
    expect((await create(bob, '')).status).toBe(400);
    expect((await create(bob, 'x'.repeat(33))).status).toBe(400);
  });
});

describe('drafts', () => {
  const save = (body: unknown) => alice.ask<ChatMarks>('PUT', `/api/chats/${chatId}/draft`, body);

  it('are the last one saved, on every device, until an empty one', async () => {
    using phone = await ChatSocket.open(alice);
    await save({ text: 'Dear' });
    const { body } = await save({ text: 'Dear Bob', replyTo: { seq: 1, quote: 'Hello' } });
    expect(body.draft).toMatchObject({ text: 'Dear Bob', replyTo: { seq: 1, quote: 'Hello' } });
    expect((await marksEvent(phone, 2))['chats']).toEqual({ [chatId]: body });
    expect((await save({ text: 'Dear Bob', replyTo: { seq: 1, quote: 'Hello' } })).body).toEqual(body);
    expect((await save({ text: '' })).body).toMatchObject({ draft: null, rev: 3 });
    await save({ text: 'again' });
    expect((await alice.ask('DELETE', `/api/chats/${chatId}/draft`)).status).toBe(204);
    expect((await chatOf(alice, chatId)).marks.draft).toBeNull();
    expect((await chatOf(bob, chatId)).marks.draft).toBeNull();
  });

  describe('end with the message that they become', () => {
    const post = (body: object) =>
      alice.ask<{ seq: number }>('POST', `/api/chats/${chatId}/messages`, { endsDraft: true, ...body });
    const marks = async () => (await chatOf(alice, chatId)).marks;

    it('in its transaction; all devices hear of it, and no late save brings it back', async () => {
      using phone = await ChatSocket.open(alice);
      const clientId = randomUUID();
      await setMarks(alice, chatId, { mutedUntil: '2999-01-01T00:00:00.000Z' });
      await save({ text: 'Dear Bob', clientId });
      expect((await marks()).draft).toMatchObject({ clientId });
      expect((await post({ text: 'Dear Bob!', clientId })).status).toBe(201);
      const after = await marks();
      expect(after).toMatchObject({ draft: null, rev: 3, mutedUntil: '2999-01-01T00:00:00.000Z' });
      expect(await marksEvent(phone, 3)).toMatchObject({ after: 2, chats: { [chatId]: after } });
      expect((await changes(alice, 2)).chats).toEqual({ [chatId]: after });
      expect((await save({ text: 'Dear', clientId })).body).toEqual(after);
    });

    it('and only then: another draft stays, and so does that of a message that is refused', async () => {
      const [clientId, other] = [randomUUID(), randomUUID()];
      await save({ text: 'On the laptop', clientId });
      await save({ text: 'On the phone', clientId: other });
      await post({ text: 'On the laptop', clientId });
      expect((await marks()).draft).toMatchObject({ text: 'On the phone', clientId: other });
      // The laptop's last words come late.
      expect((await save({ text: 'On the lap', clientId })).body.draft?.text).toBe('On the phone');
      expect((await post({ text: 'On the phone', clientId: other, replyTo: { seq: 999 } })).status).toBe(404);
      expect((await marks()).draft?.text).toBe('On the phone');
      await alice.ask('POST', `/api/chats/${chatId}/messages`, { text: 'On the phone', clientId: other });
      expect((await marks()).draft?.text).toBe('On the phone');
    });

    it('also with one that is to be sent later', async () => {
      using phone = await ChatSocket.open(alice);
      const [clientId, other] = [randomUUID(), randomUUID()];
      const plan = (body: object) => {
        const sendAt = new Date(Date.now() + 3_600_000).toISOString();
        return alice.ask<Scheduled>('POST', `/api/chats/${chatId}/scheduled`, {
          endsDraft: true,
          sendAt,
          ...body,
        });
      };
      await save({ text: 'Tomorrow', clientId });
      const planned = await plan({ text: 'Tomorrow', clientId });
      expect(planned.status).toBe(201);
      const after = await marks();
      expect(after).toMatchObject({ draft: null, rev: 2 });
      expect(await marksEvent(phone, 2)).toMatchObject({ after: 1, chats: { [chatId]: after } });
      // A save that comes late brings nothing back, and asking again plans nothing again.
      expect((await save({ text: 'Tomorr', clientId })).body).toEqual(after);
      expect((await plan({ text: 'Tomorrow', clientId })).body.id).toBe(planned.body.id);
      // Newer words, of another device, stay.
      await save({ text: 'On the phone', clientId: other });
      await plan({ text: 'On the laptop', clientId: randomUUID() });
      expect((await marks()).draft).toMatchObject({ text: 'On the phone', clientId: other });
      // What the phone has sent meanwhile is not planned as well; what is refused takes nothing away.
      await post({ text: 'On the phone', clientId: other });
      const late = await plan({ text: 'On the phone', clientId: other });
      expect([late.status, codeOf(late)]).toEqual([409, 'messages.client_id_reused']);
      const again = randomUUID();
      await save({ text: 'Kept', clientId: again });
      expect((await plan({ text: 'Kept', clientId: again, sendAt: new Date(0).toISOString() })).status).toBe(
        400,
      );
      expect((await marks()).draft).toMatchObject({ text: 'Kept', clientId: again });
    });

    it('once, whichever device sends it; other words are another message', async () => {
      const clientId = randomUUID();
      await save({ text: 'Hello', clientId });
      const [one, two] = await Promise.all([
        post({ text: 'Hello', clientId }),
        post({ text: 'Hello', clientId }),
      ]);
      expect([one.status, two.status].toSorted()).toEqual([200, 201]);
      expect(one.body.seq).toBe(two.body.seq);
      const answer = await post({ text: 'Hello, Bob', clientId });
      expect([answer.status, codeOf(answer)]).toEqual([409, 'messages.client_id_reused']);
    });

    it('whatever comes first, the save or the message', async () => {
      const ids = range(1, 12).map(() => randomUUID());
      for (const clientId of ids) {
        const told = [save({ text: 'Hello', clientId }), post({ text: 'Hello', clientId })];
        for (const { status } of await Promise.all(told)) expect(status).toBeLessThan(300);
        expect((await marks()).draft).toBeNull();
      }
    });
  });

  describe('quote nothing that their writers may not read', () => {
    const quoting = { text: 'Why', replyTo: { seq: 1, quote: 'Hello' } };
    const bare = { text: 'Why', replyTo: { seq: 1 } };
    const plan = async (id = chatId) => {
      const sendAt = new Date(Date.now() + 3_600_000).toISOString();
      return alice.ask<Scheduled>('POST', `/api/chats/${id}/scheduled`, { ...quoting, sendAt });
    };
    const planned = async () =>
      (await alice.get<{ scheduled: Scheduled[] }>('/api/me/scheduled')).scheduled.map(
        ({ content }) => content,
      );
    const draft = async (id = chatId) => (await chatOf(alice, id)).marks.draft;
    /** Nowhere in the tables either. */
    const kept = async () => {
      const tables = await Promise.all(
        ['chat_marks', 'scheduled_messages'].map((table) =>
          query(scene.platform, `select 1 from ${table} t where t.user_id = $1 and t::text like '%Hello%'`, [
            alice.id,
          ]),
        ),
      );
      return tables.flat().length;
    };

    it('when it is deleted for everyone; all devices hear of it', async () => {
      using phone = await ChatSocket.open(alice);
      await save(quoting);
      await plan();
      expect(await kept()).toBe(2);
      expect((await bob.ask('DELETE', `/api/chats/${chatId}/messages/1`)).status).toBe(204);
      expect(await marksEvent(phone, 2)).toMatchObject({
        after: 1,
        chats: { [chatId]: { draft: bare, rev: 2 } },
      });
      expect(await draft()).toEqual({ ...bare, updatedAt: expect.any(String) });
      expect(await planned()).toEqual([{ replyTo: { seq: 1 } }]);
      expect((await changes(alice, 1)).chats[chatId]?.draft?.replyTo).toEqual({ seq: 1 });
      expect(await kept()).toBe(0);
      // A device that has not heard of it saves the quote again, and plans with it.
      expect((await save({ ...quoting, text: 'Why?' })).body.draft?.replyTo).toEqual({ seq: 1 });
      expect((await plan()).body.content).toEqual({ replyTo: { seq: 1 } });
      expect(await kept()).toBe(0);
    });

    it('when she deletes it for herself', async () => {
      await save(quoting);
      await plan();
      const body = { seqs: [1], for: 'me' };
      expect((await alice.ask('POST', `/api/chats/${chatId}/messages/delete`, body)).status).toBe(204);
      expect((await draft())?.replyTo).toEqual({ seq: 1 });
      expect(await kept()).toBe(0);
      expect((await save(quoting)).body.draft?.replyTo).toEqual({ seq: 1 });
    });

    it('when she leaves the chat', async () => {
      const group = await TestGroup.of(scene.platform, bob, alice);
      await bob.post(group.chatId, 'Hello');
      await alice.ask('PUT', `/api/chats/${group.chatId}/draft`, quoting);
      await plan(group.chatId);
      expect(await kept()).toBe(2);
      await group.remove(alice);
      expect(await kept()).toBe(0);
      await group.change({ [alice.id]: 'member' });
      expect(await draft(group.chatId)).toEqual({ ...bare, updatedAt: expect.any(String) });
    });

    it('when it is saved while that happens', async () => {
      // The deletion has read what quotes the message, and is not committed.
      const commit = await hold(
        scene.platform,
        `update messages set kind = 'deleted', body = '' where chat_id = '${chatId}' and seq = 1`,
      );
      const [saving, planning] = [save(quoting), plan()];
      await blocked(scene.platform, 2);
      await commit();
      expect((await saving).body.draft?.replyTo).toEqual({ seq: 1 });
      expect((await planning).body.content).toEqual({ replyTo: { seq: 1 } });
    });

    it('of messages before her history, or that are not there', async () => {
      await query(
        scene.platform,
        'update chat_members set first_seq = 2 where chat_id = $1 and user_id = $2',
        [chatId, alice.id],
      );
      for (const seq of [1, 99])
        expect((await save({ text: 'Why', replyTo: { seq, quote: 'Hello' } })).body.draft?.replyTo).toEqual({
          seq,
        });
    });
  });

  it.each([
    { text: 'x'.repeat(4097) },
    { text: 'a\0b' },
    {},
    { text: 'x', seq: 1 },
    { text: 'x', replyTo: { seq: 0 } },
  ])('%j is refused', async (body) => expect((await save(body)).status).toBe(400));
});
