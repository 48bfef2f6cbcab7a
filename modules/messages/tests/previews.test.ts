import type { Message } from '@bridges/contracts';
import { MessagesService } from '@bridges/contracts/proto';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { edit, pathOf, remove } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { cast, chatOf, page, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;
// Nobody is there, so no preview comes by itself.
const url = 'https://nobody.invalid/page';
const preview = { url, title: 'A page', description: '', siteName: '', image: null };

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
});
afterAll(() => platform.stop());

const attach = async (seq: number, of = url) => {
  const messages = platform.rpc.client(MessagesService);
  const previewJson = JSON.stringify({ ...preview, url: of });
  return (await messages.attachPreview({ chatId, seq, url: of, previewJson })).isAttached;
};
const previewAt = async (seq: number) =>
  (await page(bob, chatId, `?around=${seq}&limit=1`)).messages[0]?.preview;

describe('a preview', () => {
  it('comes to a message that holds its link, once, and shows to all', async () => {
    const { seq } = await alice.post(chatId, `see ${url}`);
    using socket = await ChatSocket.open(bob);
    expect(await attach(seq)).toBe(true);
    const told = await socket.next(({ ev }) => ev === 'changed');
    expect(told['messages']).toMatchObject([{ seq, preview }]);
    expect((told['messages'] as Message[])[0]).not.toHaveProperty('editedAt');
    const { rev } = await chatOf(bob, chatId);
    expect(await attach(seq)).toBe(true);
    expect((await chatOf(bob, chatId)).rev).toBe(rev);
  });

  it('stays away where the link is not, or is code, or the message is gone', async () => {
    const plain = await alice.post(chatId, 'nothing to see');
    const code = await alice.post(chatId, `\`${url}\``);
    const gone = await alice.post(chatId, url);
    await remove(alice, chatId, [gone.seq]);
    for (const { seq } of [plain, code, gone, { seq: 4000 }]) expect(await attach(seq)).toBe(false);
  });

  it('goes with its link, and not with another word', async () => {
    const { seq } = await alice.post(chatId, `see ${url}`);
    await attach(seq);
    await edit(alice, chatId, seq, `look at ${url}`);
    expect(await previewAt(seq)).toEqual(preview);
    await edit(alice, chatId, seq, 'no more');
    expect(await previewAt(seq)).toBeUndefined();
  });

  it('is taken off by the sender alone, for good, and never comes where none is wanted', async () => {
    const { seq } = await alice.post(chatId, url);
    await attach(seq);
    expect((await bob.ask('DELETE', pathOf(chatId, seq, '/preview'))).status).toBe(403);
    const { status, body } = await alice.ask<Message>('DELETE', pathOf(chatId, seq, '/preview'));
    expect([status, body.preview]).toEqual([200, undefined]);
    expect(await attach(seq)).toBe(false);
    const silent = await trySend(alice, chatId, { text: url, hasNoPreview: true });
    expect(await attach(silent.body.seq)).toBe(false);
  });
});
