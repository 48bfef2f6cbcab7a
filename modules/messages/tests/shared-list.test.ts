import { randomUUID } from 'node:crypto';
import type { AttachmentPage, ErrorBody } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { Answer, TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { remove } from './act-tools.ts';
import { TestGroup, cast, postMany, query, seqsOf } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let group: TestGroup;

const shared = async (user: TestUser, search: string, chatId = group.chatId) =>
  user.get<AttachmentPage>(`/api/chats/${chatId}/attachments${search}`);
const seqs = async (user: TestUser, search: string) => seqsOf((await shared(user, search)).messages);

/** Files are another module's; here only what messages keep of them counts. */
const attachKinds = (seq: number, ...kinds: string[]) =>
  query(platform, 'update messages set content = $3 where chat_id = $1 and seq = $2', [
    group.chatId,
    seq,
    JSON.stringify({
      attachments: kinds.map((kind) => ({
        fileId: randomUUID(),
        kind,
        name: 'x',
        size: 1,
        type: 'application/octet-stream',
        width: null,
        height: null,
        durationMs: null,
        waveform: null,
        blur: null,
        hasThumbnail: false,
      })),
    }),
  ]);

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages'],
  });
  [alice, bob, carol] = await cast(platform, 'alice', 'bob', 'carol');
  group = await TestGroup.of(platform, alice, bob);
  await postMany(alice, group.chatId, 9);
  await attachKinds(2, 'image', 'file');
  await attachKinds(3, 'video');
  await attachKinds(4, 'voice');
  await attachKinds(5, 'audio');
  await attachKinds(7, 'image');
  await attachKinds(8, 'image');
  await alice.post(group.chatId, 'see https://example.org/a');
});
afterAll(() => platform.stop());

describe('what was shared in a chat', () => {
  it.each([
    ['?kind=media', [8, 7, 3, 2]],
    ['?kind=files', [5, 2]],
    ['?kind=voice', [4]],
    ['?kind=links', [10]],
    ['?kind=media&before=7', [3, 2]],
    ['?kind=media&after=2', [3, 7, 8]],
    ['?kind=media&after=8', []],
  ])('%s', async (search, expected) => {
    expect(await seqs(bob, search)).toEqual(expected);
  });

  it('comes in pages that follow each other', async () => {
    const first = await shared(bob, '?kind=media&limit=3');
    expect([seqsOf(first.messages), first.nextSeq]).toEqual([[8, 7, 3], 3]);
    const rest = await shared(bob, `?kind=media&limit=3&before=${first.nextSeq}`);
    expect([seqsOf(rest.messages), rest.nextSeq]).toEqual([[2], null]);
    expect(first.users.map(({ id }) => id)).toEqual([alice.id]);
  });

  it('holds nothing that was deleted, for all or for me, or came before my history', async () => {
    await remove(alice, group.chatId, [7], 'everyone');
    await remove(bob, group.chatId, [8], 'me');
    expect(await seqs(bob, '?kind=media')).toEqual([3, 2]);
    expect(await seqs(alice, '?kind=media')).toEqual([8, 3, 2]);
    await query(platform, 'update chat_members set first_seq = 3 where chat_id = $1 and user_id = $2', [
      group.chatId,
      bob.id,
    ]);
    expect(await seqs(bob, '?kind=media')).toEqual([3]);
  });

  it.each([
    ['media', `content @? '$.attachments[*] ? (@.kind == "image" || @.kind == "video")'`],
    ['files', `content @? '$.attachments[*] ? (@.kind == "file" || @.kind == "audio")'`],
    ['voice', `content @? '$.attachments[*] ? (@.kind == "voice")'`],
    ['links', `kind = 'text' and body like '%://%'`],
  ])('is found in an index: %s', async (name, condition) => {
    const found = await query<{ indexdef: string }>(
      platform,
      'select indexdef from pg_indexes where indexname = $1',
      [`messages_shared_${name}`],
    );
    const bare = (text: string) =>
      text
        .toLowerCase()
        .replace(/::\w+|[\s()'"]/g, '')
        .replaceAll('~~', 'like');
    expect(bare(found[0]?.indexdef ?? '')).toContain(bare(condition));
  });
});

describe('who may not ask', () => {
  it.each(['', '?kind=all', '?kind=media&before=1&after=2', '?kind=media&limit=0', '?kind=media&x=1'])(
    'for "%s": 400',
    async (search) => {
      expect((await bob.ask('GET', `/api/chats/${group.chatId}/attachments${search}`)).status).toBe(400);
    },
  );

  it('strangers, and anybody about a chat that is not: alike', async () => {
    const foreign = await carol.ask<ErrorBody>('GET', `/api/chats/${group.chatId}/attachments?kind=media`);
    const none = await carol.ask<ErrorBody>('GET', `/api/chats/${randomUUID()}/attachments?kind=media`);
    expect([foreign.status, none.status]).toEqual([404, 404]);
    const errorOf = ({ body }: Answer<ErrorBody>) => ({ ...body.error, requestId: '' });
    expect(errorOf(foreign)).toEqual(errorOf(none));
  });
});
