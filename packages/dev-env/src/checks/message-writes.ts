import type { Message } from '@bridges/contracts';
import type { TestUser } from '../test-user.ts';
import { succeed } from './truth-scene.ts';
import type { Write } from './truth-scene.ts';

const on = (chat: string, seq: number, rest = '') => `/api/chats/${chat}/messages/${seq}${rest}`;
const reaction = (emoji: string) => `/reactions/${encodeURIComponent(emoji)}`;

async function send(user: TestUser, chat: string, body: object): Promise<Message> {
  const answer = await user.ask<Message>('POST', `/api/chats/${chat}/messages`, body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** What people do with messages that are there. */
export const messageWrites: Record<string, Write> = {
  'messages edited and deleted': async ({ alice, bob, group }) => {
    const [first, second, third] = [
      await alice.post(group, 'Helo'),
      await bob.post(group, 'tpyo'),
      await alice.post(group, 'oops'),
    ];
    await succeed(alice, 'PATCH', on(group, first.seq), { text: 'Hello' });
    await succeed(bob, 'PATCH', on(group, second.seq), { text: 'typo' });
    await succeed(alice, 'DELETE', on(group, third.seq));
    await succeed(alice, 'PATCH', on(group, first.seq), { text: 'Hello!' });
    await succeed(alice, 'POST', `/api/chats/${group}/messages/delete`, {
      seqs: [first.seq, second.seq],
      for: 'everyone',
    });
  },
  'edits, deletions and replies at once': async ({ alice, bob, carol, group }) => {
    const { seq } = await alice.post(group, 'at once');
    await Promise.all([
      alice.ask('PATCH', on(group, seq), { text: 'edited' }),
      send(bob, group, { text: 'reply', replyTo: { seq } }),
      carol.ask('PUT', on(group, seq, reaction('👍'))),
      alice.ask('PATCH', on(group, seq), { text: 'edited again' }),
      bob.ask('PUT', on(group, seq, reaction('🔥'))),
      alice.ask('DELETE', on(group, seq)),
      send(carol, group, { text: 'too', replyTo: { seq } }),
    ]);
  },
  'messages deleted for oneself': async ({ alice, bob, direct }) => {
    const { seq } = await bob.post(direct, 'not for Alice');
    await bob.post(direct, 'for both');
    await succeed(alice, 'DELETE', `${on(direct, seq)}?for=me`);
    await succeed(bob, 'PATCH', on(direct, seq), { text: 'still not for her' });
    const last = await bob.post(direct, 'the last');
    await succeed(bob, 'DELETE', `${on(direct, last.seq)}?for=me`);
  },
  'reactions that come, go and are seen': async ({ alice, bob, carol, group }) => {
    const { seq } = await alice.post(group, 'react');
    for (const user of [bob, carol, alice]) await succeed(user, 'PUT', on(group, seq, reaction('👍')));
    await succeed(bob, 'PUT', on(group, seq, reaction('❤️')));
    await succeed(bob, 'DELETE', on(group, seq, reaction('👍')));
    const other = await alice.post(group, 'seen');
    await succeed(bob, 'PUT', on(group, other.seq, reaction('👍')));
    await succeed(alice, 'POST', `/api/chats/${group}/reactions/seen`, { seqs: [other.seq] });
  },
  'votes in polls, public and anonymous': async ({ alice, bob, carol, group }) => {
    for (const isAnonymous of [false, true]) {
      const poll = { question: 'When?', options: ['now', 'later'], isAnonymous, isMultiple: true };
      const { seq } = await send(alice, group, { text: '', poll });
      await succeed(bob, 'PUT', on(group, seq, '/votes'), { choices: [0, 1] });
      await succeed(carol, 'PUT', on(group, seq, '/votes'), { choices: [1] });
      await succeed(bob, 'PUT', on(group, seq, '/votes'), { choices: [1] });
      await succeed(carol, 'PUT', on(group, seq, '/votes'), { choices: [] });
      await succeed(alice, 'POST', on(group, seq, '/poll/close'));
    }
  },
  'reactions of those who voted in secret': async ({ alice, bob, carol, group }) => {
    const poll = { question: 'Who?', options: ['she', 'he'], isAnonymous: true };
    const { seq } = await send(alice, group, { text: '', poll });
    await succeed(bob, 'PUT', on(group, seq, '/votes'), { choices: [1] });
    for (const user of [bob, carol]) await succeed(user, 'PUT', on(group, seq, reaction('👍')));
    await succeed(bob, 'DELETE', on(group, seq, reaction('👍')));
  },
  'pins that come and go': async ({ alice, group }) => {
    const seqs = [(await alice.post(group, 'one')).seq, (await alice.post(group, 'two')).seq];
    for (const seq of seqs) await succeed(alice, 'PUT', on(group, seq, '/pin'));
    await succeed(alice, 'DELETE', on(group, seqs[0] ?? 0, '/pin'));
    await succeed(alice, 'DELETE', on(group, seqs[1] ?? 0));
  },
  'mentions written, edited away and read': async ({ alice, bob, carol, group }) => {
    const { seq } = await alice.post(group, `@${bob.username} @${carol.username}`);
    await alice.post(group, '@all');
    await succeed(alice, 'PATCH', on(group, seq), { text: `@${carol.username}` });
    await succeed(carol, 'POST', `/api/chats/${group}/read`, { seq });
  },
  'messages forwarded': async ({ alice, bob, group, direct }) => {
    const poll = { question: 'When?', options: ['now', 'later'] };
    const { seq } = await send(bob, group, { text: 'look', poll });
    await succeed(alice, 'POST', '/api/forwards', {
      from: { chatId: group, seqs: [2, seq] },
      to: [direct, (await alice.openDirect(alice)).id],
      comment: 'see',
    });
  },
};
