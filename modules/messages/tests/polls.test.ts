import type { Message, VoterPage } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pathOf, react, remove } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, page, query, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol, mallory] = await cast(platform, 'alice', 'bob', 'carol', 'mallory');
  ({ chatId } = await TestGroup.of(platform, alice, bob, carol));
});
afterAll(() => platform.stop());

async function begin(options: Record<string, boolean> = {}): Promise<number> {
  const poll = { question: 'When?', options: ['now', 'later', 'never'], ...options };
  return (await trySend(alice, chatId, { text: '', poll })).body.seq;
}
const vote = (user: TestUser, seq: number, ...choices: number[]) =>
  user.ask<Message>('PUT', pathOf(chatId, seq, '/votes'), { choices });
const close = (user: TestUser, seq: number) => user.ask<Message>('POST', pathOf(chatId, seq, '/poll/close'));
const counts = (message: Message | undefined) => message?.poll?.options.map(({ voteCount }) => voteCount);
const pollAt = async (user: TestUser, seq: number) =>
  (await page(user, chatId, `?around=${seq}&limit=1`)).messages[0];

describe('a poll', () => {
  it('counts one vote of each, which may change and be taken back', async () => {
    const seq = await begin();
    expect((await vote(bob, seq, 0)).body).toMatchObject({ mine: { votes: [0] }, poll: { voterCount: 1 } });
    await vote(carol, seq, 0);
    await vote(carol, seq, 2);
    expect(counts(await pollAt(bob, seq))).toEqual([1, 0, 1]);
    const { body } = await vote(carol, seq);
    expect([counts(body), body.poll?.voterCount, body.mine]).toEqual([[1, 0, 0], 1, undefined]);
    expect((await vote(bob, seq, 0, 1)).status).toBe(400);
    expect((await vote(bob, seq, 3)).status).toBe(400);
  });

  it('may take several choices, and counts right whatever comes at once', async () => {
    const seq = await begin({ isMultiple: true });
    await Promise.all([
      vote(bob, seq, 0, 1, 1),
      vote(carol, seq, 1, 2),
      vote(alice, seq, 1),
      vote(bob, seq, 1, 0),
    ]);
    const poll = await pollAt(bob, seq);
    expect([counts(poll), poll?.poll?.voterCount, poll?.mine?.votes]).toEqual([[1, 3, 1], 3, [0, 1]]);
  });

  it('tells who voted when it is public, and nobody when it is anonymous', async () => {
    const [open, secret] = [await begin(), await begin({ isAnonymous: true })];
    using socket = await ChatSocket.open(carol);
    using phone = await ChatSocket.open(bob);
    await vote(bob, open, 1);
    await vote(bob, secret, 2);
    const { voters } = await carol.get<VoterPage>(pathOf(chatId, open, '/votes'));
    expect(voters).toEqual([{ userId: bob.id, choices: [1] }]);
    expect((await carol.ask('GET', pathOf(chatId, secret, '/votes'))).status).toBe(403);
    const told = await socket.next(
      ({ ev, messages }) => ev === 'changed' && (messages as Message[])[0]?.seq === secret,
    );
    expect(told).not.toHaveProperty('mineOf');
    expect(JSON.stringify(told)).not.toContain(bob.id);
    // Her own devices know.
    expect(
      await phone.next(({ mineOf }) => (mineOf as { seq: number } | undefined)?.seq === secret),
    ).toMatchObject({
      mineOf: { user: bob.id, mine: { votes: [2] } },
    });
  });

  it('stays anonymous when a voter reacts to it', async () => {
    const seq = await begin({ isAnonymous: true });
    await vote(bob, seq, 1);
    using socket = await ChatSocket.open(carol);
    using phone = await ChatSocket.open(bob);
    await react(bob, chatId, seq, '👍');
    const of = ({ ev, messages }: Record<string, unknown>) =>
      ev === 'changed' && (messages as Message[])[0]?.seq === seq;
    const told = await socket.next(of);
    expect((told['messages'] as Message[])[0]?.reactions).toMatchObject([{ emoji: '👍', userIds: [bob.id] }]);
    expect(told).not.toHaveProperty('mineOf');
    // Her own devices know both.
    expect(await phone.next((frame) => frame['mineOf'] !== undefined)).toMatchObject({
      mineOf: { user: bob.id, mine: { reactions: ['👍'], votes: [1] } },
    });
  });

  it('is closed by its author, for good', async () => {
    const seq = await begin();
    await vote(bob, seq, 1);
    expect((await close(bob, seq)).status).toBe(403);
    expect((await close(mallory, seq)).status).toBe(404);
    expect((await close(alice, seq)).body.poll).toMatchObject({ isClosed: true, voterCount: 1 });
    expect((await close(alice, seq)).status).toBe(200);
    expect((await vote(carol, seq, 0)).status).toBe(409);
    expect((await vote(bob, seq)).status).toBe(409);
  });

  it('is no more with its message, and nothing else is one', async () => {
    const seq = await begin();
    await vote(bob, seq, 1);
    await remove(alice, chatId, [seq]);
    expect((await vote(bob, seq, 0)).status).toBe(404);
    expect(await query(platform, 'select * from message_votes where seq = $1', [seq])).toEqual([]);
    const plain = await alice.post(chatId, 'no poll');
    expect((await vote(bob, plain.seq, 0)).status).toBe(404);
    expect((await vote(mallory, plain.seq, 0)).status).toBe(404);
  });
});
