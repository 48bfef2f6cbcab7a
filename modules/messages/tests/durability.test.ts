import { randomUUID } from 'node:crypto';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ChatPage } from '@bridges/contracts';
import { MessagesSentSchema, UserRegisteredSchema } from '@bridges/contracts/proto';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { cast, chatOf, history, movedTo, query, range, seqsOf, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    hasSearchIndex: true,
    services: ['accounts', 'messages', 'gateway'],
  });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
});
afterAll(() => platform.stop());

async function restart(): Promise<void> {
  await platform.restart();
  [alice, bob] = [movedTo(platform, alice), movedTo(platform, bob)];
}

/** All that messages has stored, to compare. */
const tables = async () =>
  query(
    platform,
    `select (select json_agg(m order by seq) from messages m) as messages,
      (select json_agg(c order by id) from chats c) as chats,
      (select json_agg(p order by chat_id, user_id) from chat_members p) as members`,
  );

/** While `act` runs, a statement in the midst of every commit fails. */
async function withBrokenCommits(table: string, act: () => Promise<void>): Promise<void> {
  await query(platform, `alter table ${table} rename to ${table}_away`);
  try {
    await act();
  } finally {
    await query(platform, `alter table ${table}_away rename to ${table}`);
  }
}

describe('a commit that fails', () => {
  it.each(['outbox', 'chat_members'])(
    'at %s answers 503 and stores nothing of it; a repeat stores it once',
    async (table) => {
      using socket = await ChatSocket.open(alice);
      await platform.settled();
      await alice.post(chatId, 'Before');
      await platform.settled();
      const before = await tables();
      const [clientId, other] = [randomUUID(), randomUUID()];
      await withBrokenCommits(table, async () => {
        const answers = await Promise.all(
          range(1, 5).map(() => trySend(alice, chatId, { text: 'Again', clientId })),
        );
        for (const answer of answers) {
          expect([answer.status, codeOf(answer)]).toEqual([503, 'kit.unavailable']);
          expect(answer.body).toMatchObject({ error: { isRetryable: true } });
          expect(answer.headers.get('retry-after')).toBe('1');
        }
        expect((await socket.send(chatId, 'Other', other)).error).toMatchObject({ isRetryable: true });
      });
      expect(await tables()).toEqual(before);
      const first = await trySend(alice, chatId, { text: 'Again', clientId });
      const repeat = await trySend(alice, chatId, { text: 'Again', clientId });
      expect([first.status, repeat.status, repeat.body]).toEqual([201, 200, first.body]);
      expect((await socket.send(chatId, 'Other', other)).ok?.isRepeat).toBe(false);
      const all = await history(bob, chatId);
      expect(seqsOf(all)).toEqual(range(1, all.length));
      expect(all.filter((message) => message.clientId === clientId)).toHaveLength(1);
    },
  );

  it('at the commit itself stores nothing, and leaves the connections of use', async () => {
    await query(
      platform,
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
       create constraint trigger refuse after insert on messages deferrable initially deferred
       for each row execute function refuse()`,
    );
    const { lastSeq } = await chatOf(alice, chatId);
    const answers = await Promise.all(range(1, 40).map((at) => trySend(alice, chatId, { text: `${at}` })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    await query(platform, 'drop trigger refuse on messages');
    expect((await alice.post(chatId, 'After')).seq).toBe(lastSeq + 1);
  });

  it('with the connection stores all or nothing, and the repeat finds out', async () => {
    const sends = range(1, 60).map((at) => ({ text: `${at}`, clientId: randomUUID() }));
    const answers = await Promise.all(
      sends.map(async (body, at) => {
        if (at % 20 === 10)
          await query(
            platform,
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> 'test'`,
          );
        return trySend(alice, chatId, body);
      }),
    );
    for (const { status } of answers) expect([201, 503]).toContain(status);
    await expect.poll(async () => (await alice.ask('GET', '/api/chats')).status).toBe(200);
    const repeats = await Promise.all(sends.map((body) => trySend(alice, chatId, body)));
    for (const [at, { status, body }] of repeats.entries()) {
      expect([200, 201]).toContain(status);
      if (answers[at]?.status === 201) expect([status, body]).toEqual([200, answers[at].body]);
    }
    const all = await history(bob, chatId);
    expect(seqsOf(all)).toEqual(range(1, all.length));
    expect(new Set(all.map(({ clientId }) => clientId)).size).toBe(all.length);
  });
});

describe('the event of a send', () => {
  it('is written by the transaction that stores the messages, with all of them', async () => {
    await query(
      platform,
      `create table outbox_seen as select *, 0::bigint as txid from outbox with no data;
       create function see() returns trigger language plpgsql as $$
         begin insert into outbox_seen select new.*, txid_current(); return new; end $$;
       create trigger see after insert on outbox for each row execute function see()`,
    );
    const posted = await Promise.all(range(1, 30).map((at) => alice.post(chatId, `event ${at}`)));
    const seen = await query<{ payload: Buffer; txid: string }>(
      platform,
      `select payload, txid from outbox_seen where event = 'messages.messages_sent.v1'`,
    );
    const told = seen.flatMap(({ payload, txid }) =>
      fromBinary(MessagesSentSchema, payload).messages.map((message) => ({
        seq: message.seq,
        text: message.text,
        txid,
      })),
    );
    const stored = await query<{ seq: string; text: string; txid: string }>(
      platform,
      `select seq, body as text, xmin::text as txid from messages where chat_id = $1 and body like 'event %' order by seq`,
      [chatId],
    );
    expect(told.toSorted((one, other) => one.seq - other.seq)).toEqual(
      stored.map((row) => ({ ...row, seq: Number(row.seq) })),
    );
    expect(told).toHaveLength(posted.length);
    // Sends that come together share a commit.
    expect(seen.length).toBeLessThan(posted.length);
    await query(platform, 'drop trigger see on outbox');
  });

  it('that is left in an outbox by a crash is taken after the start, once', async () => {
    const [userId, eventId] = [randomUUID(), randomUUID()];
    const payload = Buffer.from(
      toBinary(UserRegisteredSchema, create(UserRegisteredSchema, { user: { id: userId, username: 'eve' } })),
    );
    for (let time = 0; time < 2; time++) {
      await query(
        platform,
        `insert into outbox (event_id, event, payload) values ($1, 'accounts.user_registered.v1', $2)`,
        [eventId, payload],
        'accounts',
      );
      await restart();
      await platform.settled();
      const chats = await query(platform, 'select kind from chats where user_low = $1', [userId]);
      expect(chats).toEqual([{ kind: 'saved' }]);
      expect(await query(platform, 'select 1 from outbox', [], 'accounts')).toEqual([]);
      await query(platform, 'select 1 from dead_events').then((dead) => expect(dead).toEqual([]));
    }
  });
});

describe('a restart', () => {
  it('keeps everything: chats, history, markers, keys and the epoch', async () => {
    const clientId = randomUUID();
    const sent = await alice.post(chatId, 'Before the restart', clientId);
    await bob.ask('POST', `/api/chats/${chatId}/read`, { seq: 2 });
    const all = async () => {
      const [mine, hers] = [await alice.get<ChatPage>('/api/chats'), await bob.get<ChatPage>('/api/chats')];
      return [mine.chats, mine.epoch, hers.chats, await history(bob, chatId)];
    };
    const before = await all();
    await restart();
    expect(await all()).toEqual(before);
    const repeat = await trySend(alice, chatId, { text: 'Before the restart', clientId });
    expect([repeat.status, repeat.body]).toEqual([200, sent]);
    expect((await trySend(alice, chatId, { text: 'Another', clientId })).status).toBe(409);
    expect((await alice.post(chatId, 'After')).seq).toBe(sent.seq + 1);
  });

  it('answers what was asked before it, and loses none of it', async () => {
    const sends = range(1, 50).map((at) => trySend(alice, chatId, { text: `${at}` }));
    await Promise.any(sends);
    await restart();
    const answers = await Promise.allSettled(sends);
    const acknowledged = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && answer.value.status === 201 ? [answer.value.body] : [],
    );
    expect(acknowledged.length).toBeGreaterThan(0);
    const all = await history(bob, chatId);
    for (const message of acknowledged) expect(all[message.seq - 1]).toEqual(message);
  });
});

describe('the epoch', () => {
  const epochNow = async () => (await alice.get<ChatPage>('/api/chats')).epoch;

  it('is another one on another cluster, or an earlier point in time, and devices start over', async () => {
    const epoch = await epochNow();
    await restart();
    expect(await epochNow()).toBe(epoch);
    await query(platform, `update sync_epoch set system_identifier = 'elsewhere/1'`);
    await restart();
    const next = await epochNow();
    expect(next).not.toBe(epoch);
    using socket = await ChatSocket.open(alice);
    expect(await socket.resume(epoch, { [chatId]: 1 })).toMatchObject({ isReset: true, epoch: next });
    await restart();
    expect(await epochNow()).toBe(next);
  });

  it('is one of a new database, for all who ask at once', async () => {
    await using fresh = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      services: ['accounts', 'messages'],
    });
    const [dan] = await cast(fresh, 'dan');
    const pages = await Promise.all(range(1, 8).map(() => dan.get<ChatPage>('/api/chats')));
    expect(new Set(pages.map(({ epoch }) => epoch)).size).toBe(1);
    expect(new Set(pages.flatMap(({ chats }) => chats.map(({ id }) => id))).size).toBe(1);
  });
});
