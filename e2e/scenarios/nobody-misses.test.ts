import type { TraceAnswer } from '@bridges/contracts';
import { TestUser } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { startOutside } from './outside.ts';
import type { Outside } from './outside.ts';
import { decided, letters, patienceMs, reached, told } from './reached.ts';
import { until } from './until.ts';

let outside: Outside;
let bridges: Deployment;
const seconds = { push: 1, telegram: 6, email: 11 };

beforeAll(async () => {
  outside = await startOutside();
  bridges = await deploy(outside.env);
});
afterAll(async () => {
  await bridges[Symbol.asyncDispose]();
  await outside[Symbol.asyncDispose]();
});

// At once: most of each is waiting, and each has people of its own.
describe.concurrent('nobody misses a message', () => {
  it(
    'a signed-out person is told through each channel in order',
    { timeout: 180_000 },
    async ({ expect }) => {
      const alice = await TestUser.register(bridges.url, 'alice');
      const bob = await reachedEverywhere('bob');
      const { id: chatId } = await alice.openDirect(bob.user);
      await signOutEverywhere(bob.user);
      const sentAt = Date.now();
      const { seq } = await alice.post(chatId, 'The bridge is open');
      const waits = () => told(bob).some(({ type }) => type === 'waiting');
      await until(waits, 'the push', undefined, patienceMs);
      await until(() => bob.account.shown.some(saysIt), 'the message of the bot', undefined, patienceMs);
      await until(() => letters(outside, bob).length > 0, 'the letter', undefined, patienceMs);

      // A browser that is signed out hears that something waits, and not what.
      expect(told(bob).filter(({ type }) => type !== 'entry')).toMatchObject([{ type: 'waiting' }]);
      expect(letters(outside, bob)[0]?.parsed.text).toContain('The bridge is open');
      const again = await TestUser.signIn(bridges.url, bob.user.username, bob.user.me);
      const steps = await decided(again, chatId, seq, 4);
      expect(steps.map(({ step, code }) => `${step} ${code}`)).toEqual([
        'app away',
        'push delivered',
        'telegram delivered',
        'email delivered',
      ]);
      // None before its delay; clocks of two processes are one here, and round differently.
      for (const { step, decidedAt } of steps)
        if (step !== 'app')
          expect([step, Date.parse(decidedAt) - sentAt >= seconds[step] * 1000 - 50]).toEqual([step, true]);
      expect(outside.push.problems).toEqual([]);
    },
  );

  it('reading anywhere stops the rest', { timeout: 180_000 }, async ({ expect }) => {
    const alice = await TestUser.register(bridges.url, 'alice');
    const bob = await reachedEverywhere('bob');
    await bob.user.ask('PUT', '/api/notifications/settings', {
      channels: { telegram: { delaySeconds: 3600 }, email: { delaySeconds: 3600 } },
    });
    const { id: chatId } = await alice.openDirect(bob.user);
    const { seq } = await alice.post(chatId, 'The bridge is closed');
    // Of linking, and of the new sign-in, she is told as well.
    const ofChat = () => told(bob).filter(({ type }) => type !== 'entry');
    await until(() => ofChat().length > 0, 'the push', undefined, patienceMs);
    const phone = await TestUser.signIn(bridges.url, bob.user.username, bob.user.me);
    expect((await phone.ask('POST', `/api/chats/${chatId}/read`, { seq })).status).toBeLessThan(300);
    await until(() => ofChat().length > 1, 'the push that takes it back', undefined, patienceMs);
    const [first, ...rest] = ofChat();
    expect(first).toMatchObject({
      type: 'messages',
      chatId,
      seq,
      title: 'alice',
      body: 'The bridge is closed',
    });
    // Once more, where the reading was faster than our knowing that it had been told.
    for (const clear of rest)
      expect(clear).toMatchObject({ type: 'clear', chatId, upToSeq: seq, unreadTotal: 0 });
    const steps = await decided(phone, chatId, seq, 4);
    expect(steps.map(({ step, code }) => `${step} ${code}`).toSorted()).toEqual([
      'app away',
      'email read',
      'push delivered',
      'telegram read',
    ]);
    expect(bob.account.shown.some((message) => message.text.includes('closed'))).toBe(false);
    expect(letters(outside, bob)).toEqual([]);
  });

  it(
    'who was removed is told nothing more of the group, by no channel',
    { timeout: 180_000 },
    async ({ expect }) => {
      const alice = await TestUser.register(bridges.url, 'alice');
      const bob = await reached(bridges.url, outside, 'bob', { push: 3, telegram: 3, email: 3 });
      const secret = await removedInTime(alice, bob.user);
      // What is due after it comes by all channels; what was due before it would have come.
      const { id } = await alice.openDirect(bob.user);
      const { seq } = await alice.post(id, 'Only between us');
      await until(
        async () => {
          const path = `/api/notifications/trace?chatId=${id}&seq=${seq}`;
          const { entries } = await bob.user.get<TraceAnswer>(path);
          return entries.filter(({ code }) => code === 'delivered').length === 3;
        },
        'that he is told by all',
        undefined,
        patienceMs,
      );
      const all = JSON.stringify([
        told(bob),
        bob.account.shown.map(({ text }) => text),
        letters(outside, bob).map(({ parsed }) => parsed.text),
      ]);
      expect(all.match(/Only between us/g)).toHaveLength(3);
      expect(all).not.toContain(secret);
      expect(all).not.toContain('without him');
    },
  );
});

/** A group that he is out of before anything is due; on a machine that stood still for so long, another one. */
async function removedInTime(alice: TestUser, bob: TestUser): Promise<string> {
  for (let nth = 1; ; nth++) {
    const body = { title: 'Crew', memberIds: [bob.id] };
    const { chatId } = (await alice.ask<{ chatId: string }>('POST', '/api/groups', body)).body;
    const secret = `Secret ${nth} of the crew`;
    const sentAt = Date.now();
    await alice.post(chatId, secret);
    const removal = await alice.ask('DELETE', `/api/groups/${chatId}/members/${bob.id}`);
    expect(removal.status).toBeLessThan(300);
    if (Date.now() - sentAt > 2500) continue;
    await alice.post(chatId, 'Now without him');
    return secret;
  }
}

const saysIt = ({ text }: { text: string }) => text.includes('The bridge is open');
const reachedEverywhere = (name: string) => reached(bridges.url, outside, name, seconds);

async function signOutEverywhere(user: TestUser): Promise<void> {
  const { sessions } = await user.get<{ sessions: { id: string; isCurrent: boolean }[] }>('/api/sessions');
  const lastOne = sessions.toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent));
  for (const { id } of lastOne) await user.ask('DELETE', `/api/sessions/${id}`);
  expect((await user.ask('GET', '/api/me')).status).toBe(401);
}
