import { randomUUID } from 'node:crypto';
import type { Message } from '@bridges/contracts';
import { TestUser, testPassword } from '@bridges/dev-env';
import type { TelegramAccount } from '@bridges/dev-env';
import { openGate } from '@bridges/dev-env/gate';
import { describe, expect, it, vi } from 'vitest';
import { telegramPurge } from '../src/services/telegram-purge.ts';
import { groupOf, must } from './inbox-scene.ts';
import {
  channelOf,
  codeFor,
  linkedAccount,
  stateOf,
  telegramScene,
  telling,
  toldOne,
} from './telegram-scene.ts';

const scene = telegramScene({ ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: testPassword });
const soon = { timeout: 40_000, interval: 10 };
const group = (id: string) => ({ id, kind: 'group', title: 'Team' }) as const;

const historyOf = async (user: TestUser, chatId: string) =>
  (await user.get<{ messages: Message[] }>(`/api/chats/${chatId}/messages`)).messages;
const textsOf = async (user: TestUser, chatId: string) =>
  (await historyOf(user, chatId)).filter(({ kind }) => kind === 'text').map(({ text }) => text);

describe('what is told', () => {
  it('names chat and senders, is text and nothing but text, and has its buttons', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const chat = { ...group(randomUUID()), title: 'A & <b>B</b> 😀' };
    const texts = ['<a href="tg://user?id=1">hi</a> *bold* _x_', 'second 🎂'];
    const told = telling(
      alice,
      chat,
      texts.map((text, at) => ({ seq: at + 8, text, sender: bob })),
      { count: 12 },
    );
    expect(await channelOf(scene).tell(told)).toEqual({ kind: 'delivered' });
    const shown = await account.sees(({ text }) => text.startsWith('A & <b>'), 'it');
    expect(shown.text).toBe(
      `A & <b>B</b> 😀 · 12 new messages\n… and 10 earlier\nbob: ${texts[0]}\nbob: ${texts[1]}`,
    );
    const bold = shown.entities.filter(({ type }) => type === 'bold');
    expect(bold.map(({ offset, length }) => shown.text.slice(offset, offset + length))).toEqual([
      chat.title,
      'bob:',
      'bob:',
    ]);
    expect(shown.buttons).toEqual([
      { text: 'Mark read', callback_data: 'read' },
      { text: 'Mute 1 h', callback_data: 'mute' },
      { text: 'Open', url: `https://bridges.example/chat/${chat.id}/9` },
    ]);
  });

  it('speaks her language, also later, and stays within what Telegram takes', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const long = Array.from({ length: 10 }, (_, at) => ({
      seq: at + 1,
      text: '😀'.repeat(2000),
      sender: bob,
    }));
    const told = telling(alice, group(randomUUID()), long, { locale: 'ru', count: 21 });
    expect(await channelOf(scene).tell(told)).toEqual({ kind: 'delivered' });
    const shown = await account.sees(({ text }) => text.includes('21 новое сообщение'), 'it in Russian');
    expect(shown.text).toContain('… и ещё 11 более ранних');
    expect(shown.text.isWellFormed()).toBe(true);
    account.say('/help');
    await account.sees(({ text }) => text.startsWith('Сюда приходит'), 'help in Russian');
  });

  it('is an entry as well, or a test, which lead where they belong', async () => {
    const { alice } = scene;
    const account = await linkedAccount(scene, alice);
    const base = { userId: alice.id, locale: 'en', unreadTotal: 1, kind: 'entry' } as const;
    const entry = { ...base, id: randomUUID(), entryId: randomUUID(), isTest: false };
    const words = { title: 'New sign-in', text: 'Firefox on Linux', path: '/inbox' };
    await channelOf(scene).tell({ ...entry, ...words });
    const shown = await account.sees(({ text }) => text === 'New sign-in\nFirefox on Linux', 'the entry');
    expect(shown.buttons).toEqual([{ text: 'Open', url: 'https://bridges.example/inbox' }]);
    account.reply(shown, 'It was me');
    await account.sees(({ text }) => text.startsWith('Reply to one of my messages'), 'that it is of no chat');
  });

  it('once a telling, however often it is tried', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const told = telling(alice, group(randomUUID()), [{ seq: 1, text: 'once', sender: bob }]);
    const channel = channelOf(scene);
    expect(await channel.tell(told)).toEqual({ kind: 'delivered' });
    expect(await channel.tell(told)).toMatchObject({ kind: 'delivered' });
    expect(await channelOf(scene).tell(told)).toMatchObject({ kind: 'delivered' });
    expect(account.shown.filter(({ text }) => text.includes('once'))).toHaveLength(1);
  });

  it('is taken back when it is deleted for everyone, unless more is to be read', async () => {
    const { alice, bob, db, platform } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, seq, shown } = await toldOne(scene, account, 'Oops, not for you');
    const second = await bob.post(chatId, 'This stays');
    // As the ladder notes what it had told.
    const mark = { userId: alice.id, chatId, channel: 'telegram', seq, toldAt: new Date() } as const;
    await db.insertInto('toldMarks').values(mark).execute();
    const remove = async (seqs: number[]) => {
      await must(bob, 'POST', `/api/chats/${chatId}/messages/delete`, { seqs, for: 'everyone' });
      await platform.settled();
    };
    await remove([seq]);
    expect(account.shown).toContain(shown);
    await remove([seq, second.seq]);
    await vi.waitFor(() => expect(account.shown).not.toContain(shown), soon);
  });

  it('reaches those who linked and did not stop the bot', async () => {
    const { alice, bob, telegram } = scene;
    const channel = channelOf(scene);
    const account = await linkedAccount(scene, alice);
    expect(await channel.reachable([alice.id, bob.id])).toEqual(new Set([alice.id]));
    const told = () => telling(alice, group(randomUUID()), [{ seq: 1, text: 'hello', sender: bob }]);
    expect(await channel.tell({ ...told(), userId: bob.id })).toMatchObject({ kind: 'gone' });
    // Telegram knows before we do.
    account.hasBlocked = true;
    expect(await channel.tell(told())).toEqual({ kind: 'gone', note: 'answered 403' });
    expect((await stateOf(alice)).link?.isBlocked).toBe(true);
    expect(await channel.reachable([alice.id])).toEqual(new Set());
    const before = telegram.calls.length;
    expect(await channel.tell(told())).toMatchObject({ kind: 'gone' });
    expect(telegram.calls.slice(before).filter(({ method }) => method === 'sendMessage')).toEqual([]);
  });

  it('waits as long as Telegram wants, and does not ask meanwhile', async () => {
    const { alice, bob, telegram } = scene;
    await linkedAccount(scene, alice);
    const channel = channelOf(scene);
    const told = telling(alice, group(randomUUID()), [{ seq: 1, text: 'flood', sender: bob }]);
    telegram.floodSeconds = 40;
    telegram.mood = 'flood';
    expect(await channel.tell(told)).toMatchObject({ kind: 'later', afterMs: 40_000, note: 'answered 429' });
    telegram.mood = 'answer';
    const outcome = await channel.tell(told);
    expect(outcome).toMatchObject({ kind: 'later', note: 'Telegram asked us to wait' });
    expect(outcome.kind === 'later' && outcome.afterMs > 20_000).toBe(true);
    expect(await channelOf(scene).tell(told)).toEqual({ kind: 'delivered' });
  });

  it.each([
    ['outage', 'no answer'],
    ['error', 'answered 502'],
  ] as const)('is told later after %s', async (mood, note) => {
    const { alice, bob, telegram } = scene;
    await linkedAccount(scene, alice);
    telegram.mood = mood;
    const told = telling(alice, group(randomUUID()), [{ seq: 1, text: 'later', sender: bob }]);
    expect(await channelOf(scene).tell(told)).toMatchObject({ kind: 'later', note });
    telegram.mood = 'answer';
    expect(await channelOf(scene).tell(told)).toEqual({ kind: 'delivered' });
  });
});

describe('a reply in Telegram', () => {
  it('is posted into the chat as that user, as an answer to the one message', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, seq, shown } = await toldOne(scene, account);
    account.reply(shown, 'On my way 🚲');
    await vi.waitFor(() => expect([...account.reactions.values()]).toEqual(['👌']), soon);
    const [answer] = (await historyOf(bob, chatId)).toSorted((one, other) => other.seq - one.seq);
    expect(answer).toMatchObject({ senderId: alice.id, text: 'On my way 🚲', replyTo: { seq } });
  });

  it('that comes twice is posted once, whatever of it was lost', async () => {
    const { alice, bob, telegram, db } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, shown } = await toldOne(scene, account);
    const updateId = account.reply(shown, 'Only once');
    await vi.waitFor(() => expect(account.reactions.size).toBe(1), soon);
    const update = {
      update_id: updateId,
      message: {
        message_id: [...account.reactions.keys()][0],
        chat: { id: account.id, type: 'private' },
        from: { id: account.id, first_name: 'Alice' },
        text: 'Only once',
        reply_to_message: { message_id: shown.message_id },
      },
    };
    // The confirmation was lost; then even that it had been carried out.
    telegram.repeat(update);
    await vi.waitFor(() => expect(telegram.unconfirmed).toBe(0), soon);
    await db.deleteFrom('telegramUpdates').where('updateId', '=', updateId).execute();
    account.reactions.clear();
    telegram.repeat(update);
    await vi.waitFor(() => expect(account.reactions.size).toBe(1), soon);
    expect((await textsOf(bob, chatId)).filter((text) => text === 'Only once')).toHaveLength(1);
  });

  it('that is faster than our note of what it answers waits for the note', async () => {
    const { alice, bob, telegram } = scene;
    const account = await linkedAccount(scene, alice);
    const noted = Promise.withResolvers<void>();
    telegram.gate = async (moment) => {
      if (moment === 'taken') await noted.promise;
      return 'go';
    };
    try {
      const told = toldOne(scene, account);
      const shown = await account.sees(({ text }) => text.includes('Are you there?'), 'the message');
      const updateId = account.reply(shown, 'Quick as light');
      // It was tried at once, and nothing was said of it.
      await vi.waitFor(() => expect(scene.log.join('\n')).toContain(`"updateId":${updateId}`), soon);
      noted.resolve();
      const { chatId } = await told;
      await vi.waitFor(() => expect([...account.reactions.values()]).toEqual(['👌']), soon);
      expect(await textsOf(bob, chatId)).toEqual(['Are you there?', 'Quick as light']);
    } finally {
      noted.resolve();
      telegram.gate = openGate;
    }
  });

  it('of somebody whose account is closed is not posted, and nothing more is told there', async () => {
    const { alice, bob, platform } = scene;
    const account = await linkedAccount(scene, alice);
    await must(alice, 'PUT', '/api/notifications/settings', { channels: { telegram: { delaySeconds: 0 } } });
    const { chatId, shown } = await toldOne(scene, account);
    // There others are written to as well: to her alone nobody can once messages has heard of it.
    const team = await groupOf(bob, [alice]);
    const root = await TestUser.signIn(platform.url, 'admin');
    const act = (name: string) =>
      must(root, 'POST', `/api/admin/users/${alice.id}/${name}`, { reason: 'Left the company' });
    await act('deactivate');
    account.reply(shown, 'Still here');
    await account.sees(({ text }) => text.startsWith('Your account is deactivated'), 'that she is out');
    const { seq } = await bob.post(team, 'Not for her now');
    const trace = `/api/admin/notifications/trace?userId=${alice.id}&chatId=${team}&seq=${seq}`;
    await vi.waitFor(
      async () => expect(JSON.stringify(await root.get(trace))).toContain('"deactivated"'),
      soon,
    );
    expect(await textsOf(bob, chatId)).toEqual(['Are you there?']);
    expect(await textsOf(bob, team)).toEqual(['Not for her now']);
    expect(account.shown.some(({ text }) => text.includes('Not for her now'))).toBe(false);

    await act('reactivate');
    // Messages hears of it by an event.
    await platform.settled();
    account.reply(shown, 'Back again');
    await vi.waitFor(() => expect([...account.reactions.values()]).toEqual(['👌']), soon);
  });

  it('to what was read elsewhere and taken back meanwhile is posted', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, seq, shown } = await toldOne(scene, account);
    await channelOf(scene).clear?.(alice.id, chatId, seq);
    expect(account.shown).not.toContain(shown);
    account.reply(shown, 'Sent as it vanished');
    await vi.waitFor(
      async () => expect(await textsOf(bob, chatId)).toEqual(['Are you there?', 'Sent as it vanished']),
      soon,
    );
  });

  it('to what was told of several messages answers none in particular', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const { id: chatId } = await bob.openDirect(alice);
    const told = [];
    for (const text of ['one', 'two'])
      told.push({ seq: (await bob.post(chatId, text)).seq, text, sender: bob });
    await channelOf(scene).tell(telling(alice, { id: chatId, kind: 'direct', title: 'Bob' }, told));
    const shown = await account.sees(({ text }) => text.includes('two'), 'both');
    account.reply(shown, 'Both');
    await vi.waitFor(async () => expect(await textsOf(bob, chatId)).toContain('Both'), soon);
    expect((await historyOf(bob, chatId)).find(({ text }) => text === 'Both')?.replyTo).toBeUndefined();
  });

  it('to a message that is deleted by then is posted all the same', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, seq, shown } = await toldOne(scene, account, 'Never mind');
    await must(bob, 'POST', `/api/chats/${chatId}/messages/delete`, { seqs: [seq], for: 'everyone' });
    account.reply(shown, 'What was it?');
    await vi.waitFor(async () => expect(await textsOf(bob, chatId)).toContain('What was it?'), soon);
  });

  it('is refused in words where she may not write (any more)', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const chatId = await groupOf(bob, [alice]);
    const { seq } = await bob.post(chatId, 'Team!');
    await channelOf(scene).tell(telling(alice, group(chatId), [{ seq, text: 'Team!', sender: bob }]));
    const shown = await account.sees(({ text }) => text.includes('Team!'), 'it');
    await must(bob, 'PATCH', `/api/groups/${chatId}`, { postRole: 'admin' });
    account.reply(shown, 'May I?');
    await account.sees(
      ({ text }) => text === 'Not posted: your role does not let you write in this chat.',
      'why',
    );
    await must(bob, 'DELETE', `/api/groups/${chatId}/members/${alice.id}`);
    account.reply(shown, 'And now?');
    await account.sees(({ text }) => text === 'Not posted: you are no longer in this chat.', 'why now');
    account.press(shown, 'read');
    await vi.waitFor(() => expect(account.toasts).toEqual(['You are no longer in this chat.']), soon);
    expect(await textsOf(bob, chatId)).toEqual(['Team!']);
  });

  it('of something that is no text, or to nothing, is explained', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, shown } = await toldOne(scene, account);
    account.reply(shown, '', { text: undefined, photo: [{ file_id: 'x' }] });
    await account.sees(({ text }) => text.startsWith('Only text'), 'what can be sent');
    account.say('Hello?');
    await account.sees(({ text }) => text.startsWith('Reply to one of my messages'), 'how it goes');
    expect(await textsOf(bob, chatId)).toEqual(['Are you there?']);
  });

  it('counts only from the account it was told to, while it is linked', async () => {
    const { alice, bob, telegram } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, shown } = await toldOne(scene, account);
    const mallory = telegram.account('Mallory');
    // What somebody else was told is nothing that is still being noted for him.
    const hers = { message_id: shown.message_id };
    mallory.reply(hers, 'I am Alice');
    await mallory.sees(({ text }) => text.includes('not linked'), 'that it is nobody');
    const carol = await linkedAccount(scene, bob);
    carol.reply(hers, 'I am Alice');
    await carol.sees(({ text }) => text.startsWith('This message is too old'), 'that it is not hers');
    // The account goes to another user: what was told to the one before is over.
    account.start((await codeFor(await scene.platform.user('erin'))).code);
    await account.sees(({ text }) => text.includes('your other account'), 'that it moved');
    account.reply(hers, 'As who?');
    await account.sees(({ text }) => text.startsWith('This message is too old'), 'that it is over');
    expect(await textsOf(bob, chatId)).toEqual(['Are you there?']);
  });
});

describe('buttons', () => {
  const press = async (account: TelegramAccount, message: { message_id: number }, data: string) => {
    const before = account.toasts.length;
    account.press(message, data);
    await vi.waitFor(() => expect(account.toasts.length).toBe(before + 1), soon);
    return account.toasts.at(-1);
  };

  it('"mark read" reads the chat up to there', async () => {
    const { alice } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, seq, shown } = await toldOne(scene, account);
    expect(await press(account, shown, 'read')).toBe('Marked as read');
    const chat = await alice.get<{ readSeq: number }>(`/api/chats/${chatId}`);
    expect(chat.readSeq).toBe(seq);
    await account.sees(
      ({ message_id, text }) => message_id === shown.message_id && text === '✓ Read',
      'the short form',
    );
    expect(account.shown.find(({ message_id }) => message_id === shown.message_id)?.buttons).toEqual([]);
  });

  it('"mute 1 h" mutes for an hour', async () => {
    const { alice } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, shown } = await toldOne(scene, account);
    expect(await press(account, shown, 'mute')).toBe('Muted for an hour');
    const marks = await alice.get<{ chats: Record<string, { mutedUntil: string }> }>(
      '/api/me/chat-marks?after=0',
    );
    const leftMs = Date.parse(marks.chats[chatId]?.mutedUntil ?? '') - Date.now();
    expect(leftMs).toBeGreaterThan(3_300_000);
    expect(leftMs).toBeLessThanOrEqual(3_600_000);
    await vi.waitFor(
      () => expect(shown.buttons.map(({ text }) => text)).toEqual(['Mark read', 'Open']),
      soon,
    );
  });

  it('of strangers, of old messages, or of our own making do nothing', async () => {
    const { alice, telegram, db } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, shown } = await toldOne(scene, account);
    expect(await press(telegram.account('Mallory'), shown, 'read')).toBe(
      'This Telegram is not linked to any account.',
    );
    expect(await press(account, shown, 'format-disk')).toBe('That did not work. Try again in the app.');
    expect(await press(account, { message_id: 999_999 }, 'read')).toMatch(/^This message is too old/);
    await telegramPurge(db, Date.now() + 31 * 86_400_000);
    expect(await press(account, { message_id: shown.message_id }, 'read')).toMatch(
      /^This message is too old/,
    );
    expect((await alice.get<{ readSeq: number }>(`/api/chats/${chatId}`)).readSeq).toBe(0);
  });
});

describe('what was read elsewhere', () => {
  it('disappears, and loses its buttons where she answered it; what came after stays', async () => {
    const { alice } = scene;
    const account = await linkedAccount(scene, alice);
    const first = await toldOne(scene, account, 'first');
    account.reply(first.shown, 'Yes?');
    await vi.waitFor(() => expect(account.reactions.size).toBe(1), soon);
    const second = await toldOne(scene, account, 'second');
    const third = await toldOne(scene, account, 'third');
    await channelOf(scene).clear?.(alice.id, first.chatId, second.seq);
    const texts = () => account.shown.slice(1).map(({ text }) => text.split('\n').at(-1));
    expect(texts()).toEqual(['first', 'third']);
    expect(first.shown.buttons).toEqual([]);
    await channelOf(scene).clear?.(alice.id, first.chatId, third.seq);
    expect(texts()).toEqual(['first']);
    // What was answered is still answered in its chat.
    account.reply(first.shown, 'And one more');
    await vi.waitFor(async () => expect(await textsOf(alice, first.chatId)).toContain('And one more'), soon);
  });

  it('is taken back when Telegram answers again, if it did not', async () => {
    const { alice, telegram, platform, pool } = scene;
    const account = await linkedAccount(scene, alice);
    const { chatId, seq } = await toldOne(scene, account, 'read meanwhile');
    telegram.mood = 'outage';
    await channelOf(scene).clear?.(alice.id, chatId, seq);
    telegram.mood = 'answer';
    expect(account.shown.some(({ text }) => text.includes('read meanwhile'))).toBe(true);
    await pool.query("select graphile_worker.add_job('telegram-clear', '{}')");
    await platform.settled();
    await vi.waitFor(
      () => expect(account.shown.some(({ text }) => text.includes('read meanwhile'))).toBe(false),
      soon,
    );
  });
});

describe('where calls are given up early', () => {
  // Twice in the test is one waited for to its end.
  const hurried = telegramScene({}, { patience: 2 });

  it('an update that can not be carried out becomes a background task, and others go on', async () => {
    const { alice, bob, platform } = hurried;
    const account = await linkedAccount(hurried, alice);
    const { chatId, shown } = await toldOne(hurried, account);
    const { default: pg } = await import('pg');
    const messages = new pg.Client({ connectionString: platform.databaseUrl('messages') });
    await messages.connect();
    try {
      // The chat is locked: nobody posts there for a while.
      await messages.query('begin');
      await messages.query('select from chats where id = $1 for update', [chatId]);
      account.reply(shown, 'After the lock');
      const other = await linkedAccount(hurried, bob);
      expect(other.shown[0]?.text).toMatch(/^Linked/);
      expect(account.reactions.size).toBe(0);
    } finally {
      await messages.query('rollback');
      await messages.end();
    }
    await vi.waitFor(async () => expect(await textsOf(bob, chatId)).toContain('After the lock'), {
      timeout: 60_000,
      interval: 50,
    });
    await vi.waitFor(() => expect(account.reactions.size).toBe(1), { timeout: 60_000, interval: 50 });
    expect((await textsOf(bob, chatId)).filter((text) => text === 'After the lock')).toHaveLength(1);
  }, 120_000);
});
