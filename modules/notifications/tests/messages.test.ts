import { MessagesService } from '@bridges/contracts/proto';
import { describe, expect, it, vi } from 'vitest';
import { pageOf, inboxScene, must, react, read, reply, unreadOf } from './inbox-scene.ts';
import { marks } from './ladder-scene.ts';

const scene = inboxScene();

describe('a mention', () => {
  it('tells where and who, never what, and only whom it means', async () => {
    const { platform, alice, bob, carol, chatId } = scene;
    const { seq } = await alice.post(chatId, `secret plan for @${bob.username}`);
    await platform.settled();
    const [entry, ...more] = await unreadOf(bob);
    expect([entry, more]).toEqual([
      {
        id: expect.any(String) as string,
        kind: 'mention',
        createdAt: expect.any(String) as string,
        readAt: null,
        actorIds: [alice.id],
        count: 1,
        details: { chatId, seq, isEveryone: false },
      },
      [],
    ]);
    expect(JSON.stringify(entry)).not.toContain('secret');
    expect(await unreadOf(carol)).toEqual([]);
    expect(await unreadOf(alice)).toEqual([]);
  });

  it('is one entry with the reply that names her, and none for what she has read already', async () => {
    const { platform, alice, bob, chatId } = scene;
    const { seq } = await bob.post(chatId, 'Who?');
    await reply(alice, chatId, seq, `You, @${bob.username}!`);
    await platform.settled();
    expect(await unreadOf(bob)).toHaveLength(1);
    const later = await alice.post(chatId, 'nobody yet');
    await read(bob, chatId, later.seq);
    await must(alice, 'PATCH', `/api/chats/${chatId}/messages/${later.seq}`, { text: `@${bob.username}` });
    await platform.settled();
    expect(await unreadOf(bob)).toEqual([]);
  });

  it('of all tells every other member', async () => {
    const { platform, alice, bob, carol, chatId } = scene;
    await alice.post(chatId, '@all come');
    await platform.settled();
    for (const user of [bob, carol])
      expect(await unreadOf(user)).toMatchObject([{ kind: 'mention', details: { isEveryone: true } }]);
  });
});

describe('a reply', () => {
  it('tells the author of what was answered, also of history others may not see, but not herself', async () => {
    const { platform, alice, bob, carol, chatId } = scene;
    const { seq } = await bob.post(chatId, 'Who comes?');
    await must(alice, 'PATCH', `/api/groups/${chatId}`, { isHistoryHidden: true });
    const dora = await platform.user('dora');
    await must(alice, 'POST', `/api/groups/${chatId}/members`, { userIds: [dora.id] });
    await reply(bob, chatId, seq, 'I do');
    const answer = await reply(carol, chatId, seq);
    await platform.settled();
    expect(await unreadOf(bob)).toMatchObject([
      {
        kind: 'reply',
        actorIds: [carol.id],
        details: { chatId, seq: answer.seq, replyToSeq: seq },
      },
    ]);
  });

  it('is cleared by reading the chat that far, and not by reading less', async () => {
    const { platform, alice, bob, chatId } = scene;
    const { seq } = await bob.post(chatId, 'Who comes?');
    const first = await reply(alice, chatId, seq);
    const second = await reply(alice, chatId, seq);
    await platform.settled();
    expect(await unreadOf(bob)).toHaveLength(2);
    await read(bob, chatId, first.seq);
    await platform.settled();
    expect(await unreadOf(bob)).toMatchObject([{ details: { seq: second.seq } }]);
  });
});

describe('reactions', () => {
  it('to one message are one entry with the number of people', async () => {
    const { platform, alice, bob, carol, chatId } = scene;
    const { seq } = await alice.post(chatId, 'Cake!');
    await react(bob, chatId, seq);
    await react(bob, chatId, seq, '🎂');
    await platform.settled();
    await react(carol, chatId, seq, '❤️');
    await platform.settled();
    expect(await unreadOf(alice)).toMatchObject([
      { kind: 'reaction', actorIds: [carol.id, bob.id], count: 2, details: { chatId, seq, emoji: '❤️' } },
    ]);
    await must(bob, 'DELETE', `/api/chats/${chatId}/messages/${seq}/reactions/${encodeURIComponent('👍')}`);
    await platform.settled();
    expect(await unreadOf(alice)).toMatchObject([{ count: 2 }]);
    await must(carol, 'DELETE', `/api/chats/${chatId}/messages/${seq}/reactions/${encodeURIComponent('❤️')}`);
    await must(bob, 'DELETE', `/api/chats/${chatId}/messages/${seq}/reactions/${encodeURIComponent('🎂')}`);
    await platform.settled();
    expect(await unreadOf(alice)).toEqual([]);
    expect((await pageOf(alice)).notifications).toEqual([]);
  });

  it('are read when they are seen, and a later one is a new entry; my own are no news', async () => {
    const { platform, alice, bob, carol, chatId } = scene;
    const { seq } = await alice.post(chatId, 'Cake!');
    await react(alice, chatId, seq);
    await react(bob, chatId, seq);
    await platform.settled();
    expect(await unreadOf(alice)).toMatchObject([{ count: 1 }]);
    await must(alice, 'POST', `/api/chats/${chatId}/reactions/seen`, { seqs: [seq] });
    await platform.settled();
    expect(await unreadOf(alice)).toEqual([]);
    await react(carol, chatId, seq);
    await platform.settled();
    expect(await unreadOf(alice)).toMatchObject([{ actorIds: [carol.id], count: 1 }]);
  });
});

it('votes are told to nobody', async () => {
  const { platform, alice, bob, chatId } = scene;
  const poll = { question: 'When?', options: ['Now', 'Later'], isAnonymous: true };
  const { seq } = await must<{ seq: number }>(alice, 'POST', `/api/chats/${chatId}/messages`, {
    text: '',
    poll,
  });
  await must(bob, 'PUT', `/api/chats/${chatId}/messages/${seq}/votes`, { choices: [0] });
  await platform.settled();
  expect(await unreadOf(alice)).toEqual([]);
});

describe('hard cases', () => {
  it('a deleted message takes its entries along, a hidden one too', async () => {
    const { platform, alice, bob, chatId } = scene;
    const gone = await alice.post(chatId, `@${bob.username} never mind`);
    const hidden = await alice.post(chatId, `@${bob.username} again`);
    await platform.settled();
    expect(await unreadOf(bob)).toHaveLength(2);
    await must(alice, 'POST', `/api/chats/${chatId}/messages/delete`, { seqs: [gone.seq], for: 'everyone' });
    await must(bob, 'POST', `/api/chats/${chatId}/messages/delete`, { seqs: [hidden.seq], for: 'me' });
    await platform.settled();
    expect(await pageOf(bob)).toMatchObject({ unreadCount: 0 });
    expect(JSON.stringify(await pageOf(bob))).not.toContain(`"seq":${hidden.seq}`);
  });

  it('who was removed loses what the chat caused and gets nothing more', async () => {
    const { platform, alice, bob, chatId } = scene;
    const { seq } = await bob.post(chatId, 'Mine');
    await alice.post(chatId, `@${bob.username}`);
    await platform.settled();
    expect(await unreadOf(bob)).toHaveLength(1);
    await must(alice, 'DELETE', `/api/groups/${chatId}/members/${bob.id}`);
    await alice.post(chatId, `@${bob.username} still here?`);
    await reply(alice, chatId, seq);
    await react(alice, chatId, seq);
    await platform.settled();
    const { notifications } = await pageOf(bob);
    expect(notifications.map(({ kind }) => kind)).toEqual(['removed_from_group']);
  });

  it('who blocked somebody hears nothing of him, nor of what he did before', async () => {
    const { platform, alice, bob, carol, chatId } = scene;
    const { seq } = await alice.post(chatId, 'Cake!');
    await react(bob, chatId, seq);
    await react(carol, chatId, seq);
    await platform.settled();
    await must(alice, 'POST', '/api/blocks', { userId: bob.id });
    await platform.settled();
    expect(await unreadOf(alice)).toMatchObject([{ actorIds: [carol.id], count: 1 }]);
    await bob.post(chatId, `@${alice.username}`);
    await reply(bob, chatId, seq);
    await react(bob, chatId, seq, '🎂');
    await platform.settled();
    expect(await unreadOf(alice)).toMatchObject([{ actorIds: [carol.id] }]);
    await must(alice, 'DELETE', `/api/blocks/${bob.id}`);
    await platform.settled();
    await bob.post(chatId, `@${alice.username} again`);
    await platform.settled();
    expect(await unreadOf(alice)).toMatchObject([{ kind: 'mention' }, { kind: 'reaction' }]);
  });

  it('reading at once with the mention never leaves an entry behind', async () => {
    const { platform, alice, bob, chatId } = scene;
    for (let round = 0; round < 10; round++) {
      const { seq } = await alice.post(chatId, `@${bob.username} ${round}`);
      await read(bob, chatId, seq);
    }
    await platform.settled();
    await vi.waitFor(async () => expect(await unreadOf(bob)).toEqual([]), { timeout: 40_000 });
  });
});

describe('what is unread', () => {
  it('counts for many at once what each has not seen', async () => {
    const { alice, bob, carol, platform, chatId } = scene;
    const [dave, erin] = [await platform.user('dave'), await platform.user('erin')];
    await must(alice, 'POST', `/api/groups/${chatId}/members`, { userIds: [dave.id, erin.id] });
    await platform.settled();
    await marks(dave, chatId, { level: 'mentions' });
    const one = await alice.post(chatId, 'one');
    const two = await alice.post(chatId, `two, @${dave.username}`);
    const three = await carol.post(chatId, 'three');
    await alice.post(chatId, 'four');
    await must(erin, 'POST', `/api/chats/${chatId}/messages/delete`, { seqs: [three.seq], for: 'me' });
    await platform.settled();
    const people = [alice, bob, carol, dave, erin, bob];
    const questions = people.map(({ id }, index) => ({
      userId: id,
      chatId,
      firstSeq: index === 5 ? two.seq : one.seq,
      lastSeq: index === 5 ? two.seq : 0x7fff_ffff,
    }));
    const { answers } = await platform.rpc
      .client(MessagesService)
      .describeUnread({ questions, limit: 2 }, { deadlineMs: 60_000 });
    const texts = answers.map(({ messages }) => messages.map(({ message }) => message?.text.slice(0, 3)));
    expect(answers.map(({ count }) => count)).toEqual([0, 4, 1, 1, 3, 1]);
    expect(texts).toEqual([[], ['thr', 'fou'], ['fou'], ['two'], ['two', 'fou'], ['two']]);
    const named = answers.map(({ messages }) => messages.map(({ isMention }) => isMention));
    expect(named).toEqual([[], [false, false], [false], [true], [false, false], [false]]);
  });
});
