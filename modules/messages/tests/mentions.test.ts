import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { edit, remove } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, chatOf, query } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
let group: TestGroup;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol, mallory] = await cast(platform, 'alice', 'bob', 'carol', 'mallory');
  group = await TestGroup.of(platform, alice, bob, carol);
  ({ chatId } = group);
});
afterAll(() => platform.stop());

const mentionSeqs = async (user: TestUser) => (await chatOf(user, chatId)).mentionSeqs;
const mentionedIn = async (seq: number) =>
  (
    await query<{ user_id: string }>(
      platform,
      'select user_id from mentions where chat_id = $1 and seq = $2',
      [chatId, seq],
    )
  ).map((row) => row.user_id);

describe('a mention', () => {
  it('waits for the eyes of who is meant, live and later, until she has read it', async () => {
    using socket = await ChatSocket.open(bob);
    const { seq } = await alice.post(chatId, `Look, @${bob.username.toUpperCase()}!`);
    expect(await socket.next(({ ev }) => ev === 'attention')).toEqual({
      ev: 'attention',
      chat: chatId,
      mentionSeqs: [seq],
      reactionSeqs: [],
    });
    expect(await mentionSeqs(bob)).toEqual([seq]);
    expect(await mentionSeqs(carol)).toEqual([]);
    await bob.ask('POST', `/api/chats/${chatId}/read`, { seq });
    expect(await mentionSeqs(bob)).toEqual([]);
  });

  it.each([
    ['in code', () => `\`@${bob.username}\``],
    ['of nobody', () => '@nobody-of-this-name'],
    ['of who is not here', () => `@${mallory.username}`],
    ['of oneself', () => `@${alice.username}`],
    ['within an address', () => `mail x@${bob.username}.example`],
  ])('%s means nobody', async (_name, text) => {
    const { seq } = await alice.post(chatId, text());
    await platform.settled();
    expect(await mentionedIn(seq)).toEqual([]);
  });

  it('may come and go by an edit, and goes with its message', async () => {
    const { seq } = await alice.post(chatId, 'nobody yet');
    await edit(alice, chatId, seq, `@${bob.username} and @${carol.username}`);
    await platform.settled();
    expect((await mentionedIn(seq)).toSorted()).toEqual([bob.id, carol.id].toSorted());
    await edit(alice, chatId, seq, `only @${carol.username}`);
    await platform.settled();
    expect(await mentionedIn(seq)).toEqual([carol.id]);
    expect(await mentionSeqs(bob)).toEqual([]);
    // She has read it, and is not called again when another word changes.
    await carol.ask('POST', `/api/chats/${chatId}/read`, { seq });
    await edit(alice, chatId, seq, `only @${carol.username}!`);
    await platform.settled();
    expect(await mentionSeqs(carol)).toEqual([]);
    const other = await alice.post(chatId, `@${carol.username}`);
    await platform.settled();
    using phone = await ChatSocket.open(carol);
    await remove(alice, chatId, [other.seq]);
    expect(await phone.next(({ ev }) => ev === 'attention')).toMatchObject({ mentionSeqs: [] });
    expect(await mentionSeqs(carol)).toEqual([]);
  });

  it('of all is for the role that may pin', async () => {
    await query(
      platform,
      `update chats set group_info = coalesce(group_info, '{}') || '{"pinRole": "admin"}' where id = $1`,
      [chatId],
    );
    const { seq } = await bob.post(chatId, '@all hear me');
    const { seq: called } = await alice.post(chatId, '@все сюда');
    await platform.settled();
    expect(await mentionedIn(seq)).toEqual([]);
    expect((await mentionedIn(called)).toSorted()).toEqual([bob.id, carol.id].toSorted());
  });

  it('is not for who may not see the message', async () => {
    const { seq } = await alice.post(chatId, 'x');
    await query(platform, 'update chat_members set first_seq = $1 where chat_id = $2 and user_id = $3', [
      seq + 1,
      chatId,
      carol.id,
    ]);
    await edit(alice, chatId, seq, `@${carol.username} secret`);
    await platform.settled();
    expect(await mentionedIn(seq)).toEqual([]);
  });

  it('holds no message while names are asked for, so that an accounts that hangs holds up nobody', async () => {
    using socket = await ChatSocket.open(alice);
    const accounts = new pg.Client({ connectionString: platform.databaseUrl('accounts') });
    await accounts.connect();
    try {
      await accounts.query('begin');
      await accounts.query('lock table users in access exclusive mode');
      const { ok } = await socket.send(chatId, `@${bob.username} while nobody answers`);
      const isAsked = async () => {
        const { rows } = await accounts.query(
          `select 1 from pg_locks where not granted and relation = 'users'::regclass`,
        );
        return rows.length;
      };
      await expect.poll(isAsked, { timeout: 40_000 }).toBeGreaterThan(0);
      const free = await query(
        platform,
        'select seq from messages where chat_id = $1 and seq = $2 for no key update skip locked',
        [chatId, ok?.message.seq],
      );
      expect(free).toHaveLength(1);
    } finally {
      await accounts.end();
    }
  });
});
