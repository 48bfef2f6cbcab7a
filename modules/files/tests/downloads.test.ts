import { randomBytes, randomUUID } from 'node:crypto';
import type { Attachment, ChatMarks, Message, PublicUser, Scheduled } from '@bridges/contracts';
import {
  FilesHeldSchema,
  FilesService,
  MembershipChangedSchema,
  MessagesChangedSchema,
  MessagesSentSchema,
} from '@bridges/contracts/proto';
import { ask, codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { createDatabase, createLogger, createPool, outboxAppend } from '@bridges/kit';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Database, Trx } from '../src/tables/database.ts';
import { query, runJob, runJobOf, storedCount } from './behind-the-doors.ts';
import { photo } from './pictures-made.ts';
import { download, upload } from './tus-client.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let mallory: TestUser;
beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  [alice, bob, mallory] = await Promise.all([
    platform.user('alice'),
    platform.user('bob'),
    platform.user('mallory'),
  ]);
});

const rests = ['', '?download', '/thumbnail', '/thumbnail?size=1280', '/info'];
const statuses = async (user: TestUser, id: string) =>
  Promise.all(rests.map(async (rest) => (await user.ask('GET', `/api/files/${id}${rest}`)).status));
const allOk = rests.map(() => 200);
const allGone = rests.map(() => 404);

/** Sends files in a chat. The message. */
async function send(user: TestUser, chatId: string, attachments: string[], text = ''): Promise<Message> {
  const answer = await user.ask<Message>('POST', `/api/chats/${chatId}/messages`, { text, attachments });
  if (answer.status > 201) throw new Error(`sending: ${JSON.stringify(answer.body)}`);
  await platform.settled();
  return answer.body;
}

describe('a file nobody has sent', () => {
  it('is its owner alone, and answers others as one that does not exist', async () => {
    const { fileId } = await upload(alice, await photo('jpeg'));
    expect(await statuses(alice, fileId)).toEqual(allOk);
    for (const other of [fileId, randomUUID()])
      for (const rest of rests) {
        const answer = await mallory.ask('GET', `/api/files/${other}${rest}`);
        expect([answer.status, codeOf(answer)]).toEqual([404, 'files.file_not_found']);
        expect((await ask(platform.url, 'GET', `/api/files/${other}${rest}`)).status).toBe(401);
      }
    for (const id of ['x', '%00', '..', `${fileId}x`])
      expect([400, 404]).toContain((await mallory.ask('GET', `/api/files/${id}`)).status);
  });
});

describe('a file nobody uses', () => {
  it('is removed by its owner at once, with its bytes; one in use is not', async () => {
    const before = await storedCount(platform);
    const { fileId } = await upload(alice, await photo('jpeg'));
    expect((await mallory.ask('DELETE', `/api/files/${fileId}`)).status).toBe(404);
    expect((await alice.ask('DELETE', `/api/files/${fileId}`)).status).toBe(204);
    expect(await statuses(alice, fileId)).toEqual(allGone);
    expect(await storedCount(platform)).toBe(before);
    const used = await upload(alice, Buffer.from('used'));
    const chat = await alice.openDirect(bob);
    await send(alice, chat.id, [used.fileId]);
    expect(codeOf(await alice.ask('DELETE', `/api/files/${used.fileId}`))).toBe('files.in_use');
    expect((await bob.ask('GET', `/api/files/${used.fileId}`)).status).toBe(200);
  });
});

describe('a file in a message', () => {
  it('is for who may read the message, as long as she may', async () => {
    const { fileId } = await upload(alice, await photo('png'));
    const chat = await alice.openDirect(bob);
    const message = await send(alice, chat.id, [fileId], 'look');
    expect(message.attachments).toMatchObject([{ fileId, kind: 'image' }]);
    expect(await statuses(bob, fileId)).toEqual(allOk);
    expect(await statuses(mallory, fileId)).toEqual(allGone);
  });

  it('is waited for by who has the message before its event came here', async () => {
    const { fileId } = await upload(alice, randomBytes(10));
    const chat = await alice.openDirect(bob);
    const client = new pg.Client({ connectionString: platform.databaseUrl('files') });
    await client.connect();
    try {
      // Its event goes no further.
      await client.query('begin; lock table file_links in share mode');
      const sent = await alice.ask('POST', `/api/chats/${chat.id}/messages`, {
        text: '',
        attachments: [fileId],
      });
      expect(sent.status).toBe(201);
      const seen = bob.ask('GET', `/api/files/${fileId}`);
      // As long as a busy machine may take; nothing is to be seen meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await client.query('rollback');
      expect((await seen).status).toBe(200);
    } finally {
      await client.end();
    }
    await platform.settled();
    expect(await statuses(mallory, fileId)).toEqual(allGone);
  });

  it('ends for a removed member at once', async () => {
    const group = await alice.ask<{ chatId: string }>('POST', '/api/groups', {
      title: 'Photos',
      memberIds: [bob.id],
    });
    const { chatId } = group.body;
    const { fileId } = await upload(alice, await photo('png'));
    await send(alice, chatId, [fileId]);
    expect(await statuses(bob, fileId)).toEqual(allOk);
    const { headers } = await download(bob, `/api/files/${fileId}`);
    await alice.ask('DELETE', `/api/groups/${chatId}/members/${bob.id}`);
    expect(await statuses(bob, fileId)).toEqual(allGone);
    // What her browser has kept it may not show again either.
    const again = await download(bob, `/api/files/${fileId}`, { 'if-none-match': headers.get('etag') ?? '' });
    expect(again.status).toBe(404);
    expect(await statuses(alice, fileId)).toEqual(allOk);
  });

  it("is never somebody else's, guessed or seen", async () => {
    const chat = await alice.openDirect(bob);
    const { fileId } = await upload(alice, randomBytes(10));
    await send(alice, chat.id, [fileId]);
    const own = await mallory.openDirect(bob);
    for (const id of [fileId, randomUUID()]) {
      const answer = await mallory.ask('POST', `/api/chats/${own.id}/messages`, {
        text: '',
        attachments: [id],
      });
      expect([answer.status, codeOf(answer)]).toEqual([404, 'files.file_not_found']);
    }
  });

  it('is collected a day after the last message with it is gone, its bytes too', async () => {
    const age = () => query(platform, `update files set unused_since = unused_since - interval '2 days'`);
    await age();
    await runJob(platform, 'collect-unused');
    const before = await storedCount(platform);
    const chat = await alice.openDirect(bob);
    const { fileId } = await upload(alice, await photo('png'));
    const [one, other] = [await send(alice, chat.id, [fileId]), await send(alice, chat.id, [fileId])];
    await age();
    await runJob(platform, 'collect-unused');
    expect(await statuses(bob, fileId)).toEqual(allOk);
    for (const { seq } of [one, other]) {
      await age();
      await runJob(platform, 'collect-unused');
      expect(await statuses(bob, fileId)).toEqual(allOk);
      const gone = await alice.ask('DELETE', `/api/chats/${chat.id}/messages/${seq}`);
      expect(gone.status).toBeLessThan(300);
      await platform.settled();
    }
    expect(await statuses(bob, fileId)).toEqual(allGone);
    await age();
    await runJob(platform, 'collect-unused');
    expect(await statuses(alice, fileId)).toEqual(allGone);
    expect(await storedCount(platform)).toBe(before);
  });
});

describe('a file of what is to be sent yet', () => {
  const collect = async () => {
    await platform.settled();
    await query(platform, `update files set unused_since = unused_since - interval '2 days'`);
    await runJob(platform, 'collect-unused');
  };
  const save = (user: TestUser, chatId: string, attachments: string[], text = '') =>
    user.ask<ChatMarks>('PUT', `/api/chats/${chatId}/draft`, {
      text,
      ...(attachments.length > 0 && { attachments }),
    });
  const idsOf = ({ draft }: ChatMarks) => draft?.attachments?.map(({ fileId }) => fileId);

  it('is kept by a draft as long as that has it, and seen by its owner alone', async () => {
    const [one, two] = [await upload(alice, await photo('png')), await upload(alice, await photo('jpeg'))];
    const chat = await alice.openDirect(bob);
    const saved = await save(alice, chat.id, [two.fileId, one.fileId, two.fileId]);
    expect(saved.body.draft).toMatchObject({ text: '', attachments: [two, one] });
    await collect();
    for (const { fileId } of [one, two]) {
      expect(await statuses(alice, fileId)).toEqual(allOk);
      expect(await statuses(bob, fileId)).toEqual(allGone);
      expect(await statuses(mallory, fileId)).toEqual(allGone);
    }
    // The text is written on; one file is taken out.
    expect(idsOf((await save(alice, chat.id, [one.fileId], 'look')).body)).toEqual([one.fileId]);
    await collect();
    expect(await statuses(alice, two.fileId)).toEqual(allGone);
    expect(await statuses(alice, one.fileId)).toEqual(allOk);
    expect((await alice.ask('DELETE', `/api/chats/${chat.id}/draft`)).status).toBe(204);
    await collect();
    expect(await statuses(alice, one.fileId)).toEqual(allGone);
  });

  it('goes over to the message that is made of the draft, whichever is told first', async () => {
    const { fileId } = await upload(alice, await photo('png'));
    const chat = await alice.openDirect(bob);
    await save(alice, chat.id, [fileId], 'look');
    await platform.settled();
    await Promise.all([send(alice, chat.id, [fileId], 'look'), save(alice, chat.id, [])]);
    await collect();
    expect(await statuses(bob, fileId)).toEqual(allOk);
    const claims = await query(platform, 'select purpose from file_claims where file_id = $1', [fileId]);
    expect(claims).toEqual([]);
    // A message that ends its draft itself.
    const ending = { text: 'look', attachments: [fileId], clientId: randomUUID() };
    expect((await alice.ask('PUT', `/api/chats/${chat.id}/draft`, ending)).status).toBe(200);
    await platform.settled();
    expect(await query(platform, 'select purpose from file_claims')).toEqual([{ purpose: 'draft' }]);
    const body = { ...ending, endsDraft: true };
    expect((await alice.ask('POST', `/api/chats/${chat.id}/messages`, body)).status).toBe(201);
    await collect();
    expect(await query(platform, 'select purpose from file_claims')).toEqual([]);
    expect(await statuses(bob, fileId)).toEqual(allOk);
  });

  it('is left out of a draft when it is gone, foreign or guessed, and can be removed for good', async () => {
    const [mine, hers] = [await upload(alice, randomBytes(9)), await upload(mallory, randomBytes(9))];
    const chat = await alice.openDirect(bob);
    const { body } = await save(alice, chat.id, [hers.fileId, mine.fileId, randomUUID()], 'x');
    expect(idsOf(body)).toEqual([mine.fileId]);
    await platform.settled();
    // Her draft does not keep her from removing it for good.
    expect((await alice.ask('DELETE', `/api/files/${mine.fileId}`)).status).toBe(204);
    expect((await save(alice, chat.id, [mine.fileId], 'xy')).body.draft).toMatchObject({ text: 'xy' });
    expect((await save(alice, chat.id, [mine.fileId])).body.draft).toBeNull();
    expect(
      (await alice.ask('PUT', `/api/chats/${chat.id}/draft`, { text: '', attachments: [] })).status,
    ).toBe(400);
    const many = Array.from({ length: 11 }, () => randomUUID());
    expect((await save(alice, chat.id, many)).status).toBe(400);
    expect((await save(mallory, chat.id, [hers.fileId])).status).toBe(404);
  });

  it('is kept by a scheduled message, until that is cancelled or its chat is gone', async () => {
    const group = await alice.ask<{ chatId: string }>('POST', '/api/groups', { title: 'Later' });
    const { chatId } = group.body;
    const files = [await upload(alice, randomBytes(9)), await upload(alice, randomBytes(9))];
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const made = [];
    for (const { fileId } of files) {
      const body = { text: '', sendAt, attachments: [fileId] };
      made.push((await alice.ask<Scheduled>('POST', `/api/chats/${chatId}/scheduled`, body)).body);
    }
    const drafted = await upload(alice, randomBytes(9));
    await save(alice, chatId, [drafted.fileId]);
    const there = async () =>
      Promise.all(
        [...files, drafted].map(
          async ({ fileId }) => (await alice.ask('GET', `/api/files/${fileId}`)).status,
        ),
      );
    await collect();
    expect(await there()).toEqual([200, 200, 200]);
    await alice.ask('DELETE', `/api/scheduled/${made[0]?.id}`);
    await collect();
    expect(await there()).toEqual([404, 200, 200]);
    await alice.ask('DELETE', `/api/groups/${chatId}`);
    await platform.settled();
    await runJobOf(platform, 'messages', 'purge-deleted-chats');
    await collect();
    expect(await there()).toEqual([404, 404, 404]);
  });
});

describe('events that come late', () => {
  const message = (chatId: string, rev: number, fileIds: string[]) => ({
    ...{ chatId, seq: 1, senderId: alice.id, kind: rev === 0 ? 'text' : 'deleted', clientId: randomUUID() },
    contentJson: JSON.stringify({ attachments: fileIds.map((fileId) => ({ fileId })) }),
    rev,
  });
  const links = async (fileId: string) =>
    (await query(platform, 'select 1 from file_links where file_id = $1', [fileId])).length;
  const publish = async (write: (trx: Trx) => Promise<void>) => {
    const connectionString = platform.databaseUrl('files');
    const pool = createPool(connectionString, {
      applicationName: 'test',
      log: createLogger({ level: 'silent' }),
    });
    await createDatabase<Database>(pool).transaction().execute(write);
    await pool.end();
    await platform.settled();
  };
  const sent = (chatId: string, fileId: string) =>
    publish((trx) =>
      outboxAppend(trx, MessagesSentSchema, 'messages.messages_sent.v1', {
        messages: [message(chatId, 0, [fileId])],
      }),
    );
  const changed = (chatId: string, rev: number, fileIds: string[]) =>
    publish((trx) =>
      outboxAppend(trx, MessagesChangedSchema, 'messages.messages_changed.v1', {
        ...{ chatId, rev, act: 'edited' },
        messages: [message(chatId, rev, fileIds)],
      }),
    );

  it('do not bring back a file that its message shows no more', async () => {
    const [{ fileId }, chatId] = [await upload(alice, randomBytes(10)), randomUUID()];
    await changed(chatId, 3, []);
    await sent(chatId, fileId);
    await changed(chatId, 2, [fileId]);
    expect(await links(fileId)).toBe(0);
    await query(platform, `update files set unused_since = unused_since - interval '2 days'`);
    await runJob(platform, 'collect-unused');
    expect(await statuses(alice, fileId)).toEqual(allGone);
  });

  it('do not bring back a file whose chat is gone', async () => {
    const [{ fileId }, chatId] = [await upload(alice, randomBytes(10)), randomUUID()];
    const gone = { chatId, version: 1, actorId: alice.id, group: { isDeleted: true } };
    await publish((trx) => outboxAppend(trx, MembershipChangedSchema, 'groups.membership_changed.v1', gone));
    await sent(chatId, fileId);
    expect(await links(fileId)).toBe(0);
  });

  it('do not keep a file that its draft holds no more', async () => {
    const { fileId } = await upload(alice, randomBytes(10));
    const hold = { ownerId: alice.id, holder: 'draft', subjectId: randomUUID() };
    const held = (rev: number, fileIds: string[]) =>
      publish((trx) =>
        outboxAppend(trx, FilesHeldSchema, 'messages.files_held.v1', { ...hold, rev, fileIds }),
      );
    const claims = () => query(platform, 'select purpose from file_claims where file_id = $1', [fileId]);
    await held(5, []);
    await held(4, [fileId]);
    expect(await claims()).toEqual([]);
    await held(6, [fileId]);
    expect(await claims()).toEqual([{ purpose: 'draft' }]);
    // Somebody else's file is not kept by whoever names it.
    await publish((trx) =>
      outboxAppend(trx, FilesHeldSchema, 'messages.files_held.v1', {
        ...{ ...hold, ownerId: mallory.id, rev: 9, fileIds: [fileId] },
      }),
    );
    expect(await claims()).toEqual([{ purpose: 'draft' }]);
    await held(7, []);
    expect(await claims()).toEqual([]);
  });

  it('are told from those in their order', async () => {
    const [{ fileId }, chatId] = [await upload(alice, randomBytes(10)), randomUUID()];
    await sent(chatId, fileId);
    expect(await links(fileId)).toBe(1);
    await changed(chatId, 1, []);
    expect(await links(fileId)).toBe(0);
    await changed(chatId, 2, [fileId]);
    expect(await links(fileId)).toBe(1);
  });
});

describe('a file in a group that is gone', () => {
  it("is nobody else's any more, and is collected", async () => {
    const group = await alice.ask<{ chatId: string }>('POST', '/api/groups', {
      title: 'Photos',
      memberIds: [bob.id],
    });
    const { chatId } = group.body;
    const { fileId } = await upload(alice, await photo('png'));
    await send(alice, chatId, [fileId]);
    const gone = await alice.ask('DELETE', `/api/groups/${chatId}`);
    expect(gone.status).toBeLessThan(300);
    await platform.settled();
    expect(await statuses(bob, fileId)).toEqual(allGone);
    await query(platform, `update files set unused_since = unused_since - interval '2 days'`);
    await runJob(platform, 'collect-unused');
    expect(await statuses(alice, fileId)).toEqual(allGone);
  });
});

describe('what is downloaded', () => {
  it('comes in ranges, as players ask', async () => {
    const bytes = randomBytes(100_000);
    const { fileId } = await upload(alice, bytes);
    const path = `/api/files/${fileId}`;
    const whole = await download(alice, path);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    for (const [range, from, to] of [
      ['bytes=0-', 0, 99_999],
      ['bytes=100-199', 100, 199],
      ['bytes=-50', 99_950, 99_999],
      ['bytes=99999-200000', 99_999, 99_999],
    ] as const) {
      const part = await download(alice, path, { range });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to}/100000`]);
      expect(part.bytes.equals(bytes.subarray(from, to + 1))).toBe(true);
    }
    const beyond = await download(alice, path, { range: 'bytes=100000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */100000']);
    for (const headers of [{ range: 'bytes=0-1,5-6' }, { range: 'bytes=0-1', 'if-range': '"other"' }])
      expect((await download(alice, path, headers)).bytes.length).toBe(100_000);
  });

  it('is not sent again to who has it, but asked for each time', async () => {
    const { fileId } = await upload(alice, await photo('png'));
    for (const rest of ['', '/thumbnail']) {
      const { headers } = await download(alice, `/api/files/${fileId}${rest}`);
      expect(headers.get('cache-control')).toBe('private, no-cache');
      const etag = headers.get('etag') ?? '';
      const again = await download(alice, `/api/files/${fileId}${rest}`, { 'if-none-match': etag });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
    }
  });

  it('is shown in place only when nothing in it can act', async () => {
    const picture = await upload(alice, await photo('jpeg'), { filename: 'Гавань.jpg' });
    const text = await upload(alice, Buffer.from('hello'), { filename: 'hello.html', filetype: 'text/html' });
    const headersOf = async (path: string) => (await download(alice, path)).headers;
    const shown = await headersOf(`/api/files/${picture.fileId}`);
    expect(shown.get('content-type')).toBe('image/jpeg');
    expect(shown.get('content-disposition')).toBe(
      `inline; filename="______.jpg"; filename*=UTF-8''%D0%93%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C.jpg`,
    );
    expect((await headersOf(`/api/files/${picture.fileId}?download`)).get('content-disposition')).toMatch(
      /^attachment/,
    );
    const kept = await headersOf(`/api/files/${text.fileId}`);
    expect(kept.get('content-type')).toBe('application/octet-stream');
    for (const headers of [shown, kept]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain('sandbox');
    }
    expect(codeOf(await alice.ask('GET', `/api/files/${text.fileId}/thumbnail`))).toBe('files.no_thumbnail');
  });
});

describe('an avatar', () => {
  it('is shown to everybody, told live profiles, and changed by its user alone', async () => {
    const { fileId } = await upload(alice, await photo('webp'));
    const theirs = await upload(bob, await photo('png'));
    const set = await alice.ask<PublicUser>('PUT', '/api/me/avatar', { fileId });
    expect([set.status, set.body.avatarFileId]).toEqual([200, fileId]);
    expect(await bob.get<PublicUser>(`/api/users/${alice.id}`)).toMatchObject({ avatarFileId: fileId });
    expect(await statuses(mallory, fileId)).toEqual(allOk);
    expect(codeOf(await alice.ask('PUT', '/api/me/avatar', { fileId: theirs.fileId }))).toBe(
      'files.file_not_found',
    );
    const text = await upload(alice, Buffer.from('no picture'));
    expect(codeOf(await alice.ask('PUT', '/api/me/avatar', { fileId: text.fileId }))).toBe(
      'files.not_a_picture',
    );
    expect(await alice.get<PublicUser>('/api/me')).toMatchObject({ avatarFileId: fileId });
  });

  it('gives way to the next, and the one before is collected', async () => {
    const [one, two] = [await upload(alice, await photo('png')), await upload(alice, await photo('jpeg'))];
    for (const { fileId } of [one, two]) await alice.ask('PUT', '/api/me/avatar', { fileId });
    expect(await statuses(mallory, one.fileId)).toEqual(allGone);
    expect(await statuses(mallory, two.fileId)).toEqual(allOk);
    await query(platform, `update files set unused_since = unused_since - interval '2 days'`);
    await runJob(platform, 'collect-unused');
    expect(await statuses(alice, one.fileId)).toEqual(allGone);
    expect(await statuses(mallory, two.fileId)).toEqual(allOk);
    const gone = await alice.ask<PublicUser>('DELETE', '/api/me/avatar');
    expect(gone.body.avatarFileId).toBeNull();
    expect(await statuses(mallory, two.fileId)).toEqual(allGone);
  });
});

describe('an avatar over crashes', () => {
  /** Ten minutes later. */
  const later = async () => {
    const all =
      'select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())';
    await query(platform, all, [], 'accounts');
    await platform.settled();
  };
  const claimed = async (...ids: string[]) =>
    (await query(platform, 'select file_id from file_claims where file_id = any($1)', [ids])).map(
      (row) => row['file_id'],
    );

  it('is given back, when the server died between its claim and the commit that shows it', async () => {
    const [kept, lost] = [await upload(alice, await photo('png')), await upload(alice, await photo('jpeg'))];
    await alice.ask('PUT', '/api/me/avatar', { fileId: kept.fileId });
    const plant = `create function crash() returns trigger language plpgsql as $$ begin raise exception 'planted crash'; end $$;
      create trigger crash before update on users for each row when (new.avatar_file_id is distinct from old.avatar_file_id)
      execute function crash()`;
    await query(platform, plant, [], 'accounts');
    const answer = await alice.ask('PUT', '/api/me/avatar', { fileId: lost.fileId });
    await query(platform, 'drop trigger crash on users; drop function crash()', [], 'accounts');
    expect(answer.status).toBe(500);
    expect(await claimed(kept.fileId, lost.fileId)).toHaveLength(2);
    await later();
    expect(await claimed(kept.fileId, lost.fileId)).toEqual([kept.fileId]);
    expect(await statuses(mallory, kept.fileId)).toEqual(allOk);
  });

  it('gives the one before back, when the server died after the commit', async () => {
    const [one, two] = [await upload(alice, await photo('png')), await upload(alice, await photo('jpeg'))];
    await alice.ask('PUT', '/api/me/avatar', { fileId: one.fileId });
    await query(platform, 'alter table file_claims rename to claims_away');
    // Claiming fails, too: the first is shown on, and nothing is given back.
    const refused = await alice.ask('PUT', '/api/me/avatar', { fileId: two.fileId });
    await query(platform, 'alter table claims_away rename to file_claims');
    expect(refused.status).toBe(500);
    await later();
    expect(await claimed(one.fileId, two.fileId)).toEqual([one.fileId]);
    await query(
      platform,
      `create function stuck() returns trigger language plpgsql as $$ begin raise exception 'planted crash'; end $$;
      create trigger stuck before delete on file_claims for each row execute function stuck()`,
    );
    expect((await alice.ask('PUT', '/api/me/avatar', { fileId: two.fileId })).status).toBe(200);
    await query(platform, 'drop trigger stuck on file_claims; drop function stuck()');
    expect(await claimed(one.fileId, two.fileId)).toHaveLength(2);
    await later();
    expect(await claimed(one.fileId, two.fileId)).toEqual([two.fileId]);
  });
});

describe("a group's picture", () => {
  it('is for whoever may see the group, and no one else', async () => {
    const { fileId } = await upload(alice, await photo('png'));
    const group = await alice.ask<{ chatId: string }>('POST', '/api/groups', {
      title: 'Photos',
      memberIds: [bob.id],
      pictureFileId: fileId,
    });
    expect(group.status).toBe(201);
    const { chatId } = group.body;
    expect(await statuses(bob, fileId)).toEqual(allOk);
    expect(await statuses(mallory, fileId)).toEqual(allGone);
    await alice.ask('DELETE', `/api/groups/${chatId}/members/${bob.id}`);
    expect(await statuses(bob, fileId)).toEqual(allGone);
    const opened = await alice.ask('PATCH', `/api/groups/${chatId}`, { isPublic: true });
    expect(opened.status).toBeLessThan(300);
    expect(await statuses(mallory, fileId)).toEqual(allOk);
    await alice.ask('PUT', `/api/groups/${chatId}/bans/${mallory.id}`);
    expect(await statuses(mallory, fileId)).toEqual(allGone);
    expect(await statuses(bob, fileId)).toEqual(allOk);
  });
});

describe('other modules', () => {
  it("learn what a user's own files are, and nothing of others", async () => {
    const files = platform.rpc.client(FilesService);
    const [one, two] = [await upload(alice, Buffer.from('1')), await upload(alice, await photo('png'))];
    const { attachmentJson } = await files.describeFiles({
      ownerId: alice.id,
      fileIds: [two.fileId, one.fileId],
    });
    expect(attachmentJson.map((json) => JSON.parse(json) as Attachment)).toEqual([two, one]);
    await expect(files.describeFiles({ ownerId: bob.id, fileIds: [one.fileId] })).rejects.toMatchObject({
      code: 'files.file_not_found',
    });
    await expect(
      files.claimFile({ userId: bob.id, fileId: two.fileId, purpose: 'avatar', subjectId: bob.id }),
    ).rejects.toMatchObject({ code: 'files.file_not_found' });
  });

  it('have the files they asked about kept for another day', async () => {
    const { fileId } = await upload(alice, Buffer.from('1'));
    await query(platform, `update files set unused_since = unused_since - interval '2 days'`);
    await platform.rpc.client(FilesService).describeFiles({ ownerId: alice.id, fileIds: [fileId] });
    await runJob(platform, 'collect-unused');
    expect((await alice.ask('GET', `/api/files/${fileId}`)).status).toBe(200);
  });
});

describe('a file that somebody forwards very often', () => {
  it('stays with those to whom it was sent', async () => {
    const group = await alice.ask<{ chatId: string }>('POST', '/api/groups', {
      title: 'Readers',
      memberIds: [bob.id, mallory.id],
    });
    const { chatId } = group.body;
    const { fileId } = await upload(alice, Buffer.from('to be kept from the others'));
    await send(alice, chatId, [fileId]);
    // As if he had put it six hundred times into a chat of his own, where more was said.
    const own = await mallory.openDirect(mallory);
    await query(
      platform,
      `insert into file_links (file_id, chat_id, seq) select $1, $2, 1000 + at from generate_series(1, 600) as at`,
      [fileId, own.id],
    );
    expect((await bob.ask('GET', `/api/files/${fileId}`)).status).toBe(200);
  });
});
