import type { LadderSettings, TraceAnswer } from '@bridges/contracts';
import { TestUser, codeOf } from '@bridges/dev-env';
import { openGate } from '@bridges/dev-env/gate';
import { describe, expect, it, vi } from 'vitest';
import { groupOf, must, react, read, reply } from './inbox-scene.ts';
import {
  dueNow,
  hears,
  hour,
  ladderScene,
  marks,
  settings,
  soon,
  subscribe,
  toldTo,
  traceOf,
  tracesTo,
} from './ladder-scene.ts';

const scene = ladderScene();
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describe('the settings', () => {
  it('are mine, changed in part, the same everywhere', async () => {
    const { alice, bob } = scene;
    const first = await alice.get<LadderSettings>('/api/notifications/settings');
    expect(first).toMatchObject({
      channels: { push: { isAvailable: true, isReady: false, isOn: true, delaySeconds: 10 } },
      quietHours: null,
      timeZone: 'UTC',
      locale: 'en',
    });
    await settings(alice, { quietHours: { from: '22:00', to: '07:30' }, timeZone: 'Europe/Berlin' });
    const second = await must<LadderSettings>(alice, 'PUT', '/api/notifications/settings', {
      channels: { email: { isOn: false, delaySeconds: 60 } },
      locale: 'ru',
    });
    expect(second).toMatchObject({
      channels: { push: { isOn: true, delaySeconds: 10 }, email: { isOn: false, delaySeconds: 60 } },
      quietHours: { from: '22:00', to: '07:30' },
      timeZone: 'Europe/Berlin',
      locale: 'ru',
    });
    await settings(alice, { quietHours: null });
    expect(await alice.get('/api/notifications/settings')).toEqual({ ...second, quietHours: null });
    const others = await bob.get<LadderSettings>('/api/notifications/settings');
    expect(others).toMatchObject({ timeZone: 'UTC', channels: { push: { isReady: true } } });
  });

  it('refuse what does not fit', async () => {
    const bodies = [
      { timeZone: 'Mars/Olympus' },
      { timeZone: '+02:00' },
      { timeZone: '' },
      { quietHours: { from: '24:00', to: '07:00' } },
      { quietHours: { from: '22:00' } },
      { channels: { push: { delaySeconds: -1 } } },
      { channels: { push: { delaySeconds: 86_401 } } },
      { channels: { pigeon: { isOn: true } } },
      { locale: 'de' },
      { isOn: true },
    ];
    for (const body of bodies) {
      const answer = await scene.alice.ask('PUT', '/api/notifications/settings', body);
      expect([body, answer.status, codeOf(answer)]).toEqual([body, 400, 'http.invalid_request']);
    }
  });
});

describe('who is not told, and why', () => {
  it('a muted chat, until then', async () => {
    const { alice, bob, browser, chatId } = scene;
    const mutedUntil = inAnHour();
    await marks(bob, chatId, { mutedUntil });
    const { seq } = await alice.post(chatId, 'Shh');
    await tracesTo(bob, chatId, seq, 'push muted');
    const { entries } = await bob.get<TraceAnswer>(`/api/notifications/trace?chatId=${chatId}&seq=${seq}`);
    expect(entries.find(({ code }) => code === 'muted')?.details).toEqual({ until: mutedUntil });
    expect(toldTo(browser)).toEqual([]);
  });

  it('who reads while it is on its way: it is taken back behind it', async () => {
    const { alice, bob, browser, chatId, push } = scene;
    const held = Promise.withResolvers<'go'>();
    let isFirst = true;
    push.gate = (moment) => {
      const holds = moment === 'asked' && isFirst;
      if (holds) isFirst = false;
      return holds ? held.promise : Promise.resolve('go');
    };
    try {
      const { seq } = await alice.post(chatId, 'You see this already');
      await vi.waitFor(() => expect(isFirst).toBe(false), soon);
      await read(bob, chatId, seq);
      // The reading came to the channel first, and found nothing to take back.
      await hears(browser, 1);
      held.resolve('go');
      await vi.waitFor(
        () => expect(toldTo(browser).map(({ type }) => type)).toEqual(['clear', 'messages', 'clear']),
        soon,
      );
    } finally {
      held.resolve('go');
      push.gate = openGate;
    }
  });

  it('who stands behind a slow push service: what is taken back meanwhile is not told', async () => {
    const { alice, bob, chatId, platform, push } = scene;
    const others = await Promise.all(Array.from({ length: 9 }, (_, nth) => platform.user(`reader${nth}`)));
    await must(alice, 'POST', `/api/groups/${chatId}/members`, { userIds: others.map(({ id }) => id) });
    await platform.settled();
    for (const user of others) {
      await settings(user, hour);
      await subscribe(scene, user);
    }
    await settings(bob, hour);
    const readers = [bob, ...others];
    const { seq } = await alice.post(chatId, 'A slip of the tongue');
    for (const user of readers) await tracesTo(user, chatId, seq, 'push waiting');
    const held = Promise.withResolvers<'go'>();
    let asked = 0;
    let lastAskedAt = 0;
    push.gate = (moment) => {
      if (moment === 'asked') [asked, lastAskedAt] = [asked + 1, Date.now()];
      return held.promise;
    };
    try {
      await scene.query('update pending_tellings set due_at = now() where chat_id = $1', [chatId]);
      // So many at a time.
      await vi.waitFor(() => expect(asked).toBe(8), soon);
      await must(alice, 'POST', `/api/chats/${chatId}/messages/delete`, { seqs: [seq], for: 'everyone' });
      await vi.waitFor(() => expect(Date.now() - lastAskedAt).toBeGreaterThan(1500), soon);
    } finally {
      held.resolve('go');
      push.gate = openGate;
    }
    const endOf = (user: TestUser) =>
      vi.waitFor(async () => {
        const trace = await traceOf(user, chatId, seq);
        const end = trace.find((entry) => /^push (delivered|nothing_left)$/.test(entry));
        expect(end).toBeDefined();
        return end;
      }, soon);
    const ends = await Promise.all(readers.map(endOf));
    // One that was on its way for too long is asked about anew as well.
    expect(ends.filter((end) => end === 'push nothing_left').length).toBeGreaterThanOrEqual(2);
  });

  it('a chat muted after the message, before its step', async () => {
    const { alice, bob, browser, chatId } = scene;
    await settings(bob, hour);
    const { seq } = await alice.post(chatId, 'Too late?');
    await tracesTo(bob, chatId, seq, 'push waiting');
    await marks(bob, chatId, { mutedUntil: inAnHour() });
    await dueNow(scene, bob);
    await tracesTo(bob, chatId, seq, 'push muted');
    expect(toldTo(browser)).toEqual([]);
  });

  it('a channel that is off, a level of none, a message sent silently', async () => {
    const { alice, bob, browser, chatId } = scene;
    await settings(bob, { channels: { push: { isOn: false } } });
    const off = await alice.post(chatId, 'one');
    await tracesTo(bob, chatId, off.seq, 'push channel_off');
    await settings(bob, { channels: { push: { isOn: true } } });
    await marks(bob, chatId, { level: 'none' });
    const none = await alice.post(chatId, 'two');
    await tracesTo(bob, chatId, none.seq, 'push level_none');
    await marks(bob, chatId, { level: 'all' });
    await must(alice, 'POST', `/api/chats/${chatId}/messages`, { text: 'silent', isSilent: true });
    const loud = await alice.post(chatId, 'loud');
    const [told] = await hears(browser, 1);
    expect(told).toMatchObject({ seq: loud.seq });
    expect(JSON.stringify(toldTo(browser))).not.toContain('silent');
  });

  it('with the level "mentions": all but what names her or answers her', async () => {
    const { alice, bob, browser, chatId } = scene;
    await marks(bob, chatId, { level: 'mentions' });
    const own = await bob.post(chatId, 'Who?');
    const plain = await alice.post(chatId, 'Nobody in particular');
    await tracesTo(bob, chatId, plain.seq, 'push level_mentions');
    const named = await alice.post(chatId, `@${bob.username}, you`);
    const [first] = await hears(browser, 1);
    expect(first).toMatchObject({ seq: named.seq, count: 1 });
    expect(browser.received()[0]?.headers.urgency).toBe('high');
    const answer = await reply(alice, chatId, own.seq, 'Indeed');
    const [, second] = await hears(browser, 2);
    expect(second).toMatchObject({ seq: answer.seq, body: 'alice: Indeed' });
  });

  it('quiet hours, until they end', async () => {
    const { alice, bob, browser, chatId } = scene;
    const at = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16);
    await settings(bob, { quietHours: { from: at(-7_200_000), to: at(7_200_000) }, timeZone: 'UTC' });
    const { seq } = await alice.post(chatId, 'Good night');
    await tracesTo(bob, chatId, seq, 'push quiet_hours');
    expect(toldTo(browser)).toEqual([]);
    expect(await traceOf(bob, chatId, seq)).toContain('push waiting');
    const second = await alice.post(chatId, 'Still here');
    await tracesTo(bob, chatId, second.seq, 'push waiting');
    await settings(bob, { quietHours: null });
    await dueNow(scene, bob);
    const [told] = await hears(browser, 1);
    expect(told).toMatchObject({ count: 2 });
  });

  it('a message taken back, and one of whom she blocks', async () => {
    const { alice, bob, browser, platform, chatId } = scene;
    await settings(bob, hour);
    const gone = await alice.post(chatId, 'Never mind');
    await tracesTo(bob, chatId, gone.seq, 'push waiting');
    await must(alice, 'POST', `/api/chats/${chatId}/messages/delete`, {
      seqs: [gone.seq],
      for: 'everyone',
    });
    await dueNow(scene, bob);
    await tracesTo(bob, chatId, gone.seq, 'push nothing_left');
    await must(bob, 'POST', '/api/blocks', { userId: alice.id });
    await platform.settled();
    const blocked = await alice.post(chatId, 'Hello?');
    await tracesTo(bob, chatId, blocked.seq, 'push waiting');
    await dueNow(scene, bob);
    await tracesTo(bob, chatId, blocked.seq, 'push nothing_left');
    expect(toldTo(browser)).toEqual([]);
  });

  it('a removed member, who is told nothing more', async () => {
    const { alice, bob, browser, platform, chatId, query } = scene;
    await settings(bob, {
      channels: { push: { delaySeconds: 3600 }, telegram: { delaySeconds: 3600 } },
    });
    const { seq } = await alice.post(chatId, 'Among us');
    await tracesTo(bob, chatId, seq, 'push waiting');
    // The event of the removal is late: what is due then is asked about anew.
    await query(
      `insert into deliveries (id, user_id, channel, chat_id, first_seq, last_seq, first_at, due_at)
       select gen_random_uuid(), user_id, channel, chat_id, first_seq, last_seq, first_at, now()
       from pending_tellings where user_id = $1`,
      [bob.id],
    );
    await must(alice, 'DELETE', `/api/groups/${chatId}/members/${bob.id}`);
    await platform.settled();
    expect(await query('select 1 from pending_tellings where chat_id = $1', [chatId])).toEqual([]);
    const [late] = await query<{ id: string }>('select id from deliveries where user_id = $1', [bob.id]);
    await query(
      `select graphile_worker.add_job('deliver', json_build_object('ids', json_build_array($1::text)))`,
      [late?.id],
    );
    await tracesTo(bob, chatId, seq, 'push not_member');
    const next = await alice.post(chatId, 'Without him');
    await platform.settled();
    expect(await traceOf(bob, chatId, next.seq)).not.toContain('push delivered');
    // Of the removal itself he is told, and of nothing that was said.
    const told = await hears(browser, 0);
    expect(told.filter(({ type }) => type === 'messages')).toEqual([]);
    expect(JSON.stringify(told)).not.toMatch(/Among|Without/);
  });
});

it('what the inbox tells of a chat goes to nobody who is out of it, though the event is late', async () => {
  const { alice, bob, browser, platform, chatId, query } = scene;
  await settings(bob, hour);
  const { seq } = await bob.post(chatId, 'I did it');
  await react(alice, chatId, seq, '🎉');
  const steps = `select from pending_tellings where user_id = '${bob.id}' and entry_id is not null`;
  await vi.waitFor(async () => expect(await query(steps)).toHaveLength(1), soon);
  await query(
    `create function late() returns trigger language plpgsql as $$ begin
       if old.user_id = '${bob.id}' and old.kind = 'reaction' then return null; end if;
       return old;
     end $$;
     create trigger late before delete on notifications for each row execute function late()`,
  );
  await must(alice, 'DELETE', `/api/groups/${chatId}/members/${bob.id}`);
  await platform.settled();
  await dueNow(scene, bob);
  const ends = `select from delivery_trace
    where user_id = '${bob.id}' and entry_id is not null and code = 'not_member'`;
  await vi.waitFor(async () => expect(await query(ends)).toHaveLength(1), soon);
  expect(JSON.stringify(toldTo(browser))).not.toContain('reacted');
  await query('drop trigger late on notifications; drop function late()');
});

describe('what the inbox tells of', () => {
  it('climbs as well, and not what was seen', async () => {
    const { alice, bob, browser, platform, chatId } = scene;
    const { seq } = await bob.post(chatId, 'I did it');
    await react(alice, chatId, seq, '🎉');
    const [told] = await hears(browser, 1);
    expect(told).toMatchObject({
      type: 'entry',
      title: 'A reaction',
      body: 'alice reacted to your message: 🎉',
      path: '/inbox',
    });
    await settings(bob, { locale: 'ru' });
    const carol = await platform.user('carol', { displayName: 'Carol\r\nBcc: x' });
    await must(carol, 'POST', '/api/contacts', { userId: bob.id });
    const [, request] = await hears(browser, 2);
    expect(request).toMatchObject({ title: 'Запрос в контакты' });
    expect(JSON.stringify(request)).not.toMatch(/[\r\n]|\\r|\\n/);
    await settings(bob, hour);
    const dora = await platform.user('dora');
    await must(dora, 'POST', '/api/contacts', { userId: bob.id });
    await platform.settled();
    await must(bob, 'POST', '/api/notifications/read-all');
    await dueNow(scene, bob);
    await vi.waitFor(
      async () =>
        expect(
          await scene.query(`select code from delivery_trace where user_id = $1 and code = 'read'`, [bob.id]),
        ).not.toEqual([]),
      soon,
    );
    expect(toldTo(browser)).toHaveLength(2);
  });

  it('of her account’s security comes at any hour', async () => {
    const { bob, browser, platform } = scene;
    const at = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16);
    await settings(bob, { quietHours: { from: at(-7_200_000), to: at(7_200_000) }, timeZone: 'UTC' });
    await TestUser.signIn(platform.url, bob.username, bob.me);
    const [told] = await hears(browser, 1);
    expect(told).toMatchObject({ type: 'entry', title: 'A new sign-in' });
  });
});

describe('the trace', () => {
  it('is hers and of administrators, and holds nothing that was said', async () => {
    const { alice, bob, browser, chatId, query } = scene;
    const { seq } = await alice.post(chatId, 'classified');
    await hears(browser, 1);
    await tracesTo(bob, chatId, seq, 'push delivered');
    const path = `chatId=${chatId}&seq=${seq}`;
    const refused = await alice.ask('GET', `/api/admin/notifications/trace?userId=${bob.id}&${path}`);
    expect(refused.status).toBe(403);
    // What she may ask is of herself: she wrote it.
    expect(await traceOf(alice, chatId, seq)).not.toContain('push delivered');
    const rows = await query('select * from delivery_trace where user_id = $1', [bob.id]);
    expect(JSON.stringify(rows)).not.toMatch(/classified|127\.0\.0\.1|alice/);
    expect((await bob.ask('GET', `/api/notifications/trace?chatId=${chatId}&seq=0`)).status).toBe(400);
    expect((await bob.ask('GET', `/api/notifications/trace?chatId=x&seq=1`)).status).toBe(400);
  });

  it('is forgotten after a week, with everything that never came to its end', async () => {
    const { alice, bob, browser, platform, chatId, query } = scene;
    const { seq } = await alice.post(chatId, 'old');
    await hears(browser, 1);
    await tracesTo(bob, chatId, seq, 'push delivered');
    await query(`update delivery_trace set decided_at = now() - interval '8 days' where user_id = $1`, [
      bob.id,
    ]);
    await query(`update told_marks set told_at = now() - interval '8 days' where user_id = $1`, [bob.id]);
    const young = await alice.post(chatId, 'young');
    await hears(browser, 2);
    await tracesTo(bob, chatId, young.seq, 'push delivered');
    await query(`select graphile_worker.add_job('purge-old')`);
    await platform.settled();
    expect(await traceOf(bob, chatId, seq)).not.toContain('push delivered');
    expect(await traceOf(bob, chatId, young.seq)).toContain('push delivered');
  });
});

describe('many at once', () => {
  it('of one person are limited, and told later, merged', async () => {
    const { alice, bob, browser, platform, query } = scene;
    await settings(bob, { channels: { push: { isOn: false } } });
    const chats: string[] = [];
    // One after the other: that many at once are too much for a machine that is busy.
    while (chats.length < 22) chats.push(await groupOf(alice, [bob]));
    await platform.settled();
    await settings(bob, { channels: { push: { isOn: true } } });
    const messages = () =>
      new Set(toldTo(browser).flatMap((payload) => (payload.type === 'messages' ? payload.chatId : [])));
    for (const id of chats) await alice.post(id, 'first');
    await vi.waitFor(() => expect(messages().size).toBe(20), soon);
    const late = chats.filter((id) => !messages().has(id));
    await vi.waitFor(
      async () =>
        expect(
          await query(`select 1 from delivery_trace where user_id = $1 and code = 'limited'`, [bob.id]),
        ).toHaveLength(2),
      soon,
    );
    for (const id of late) await alice.post(id, 'second');
    await query('delete from told_marks where user_id = $1', [bob.id]);
    await vi.waitFor(
      async () =>
        expect(
          await query('select 1 from pending_tellings where user_id = $1 and last_seq > first_seq', [bob.id]),
        ).toHaveLength(2),
      soon,
    );
    await dueNow(scene, bob);
    await vi.waitFor(() => expect(messages().size).toBe(22), soon);
    const merged = toldTo(browser).filter(
      (payload) => payload.type === 'messages' && late.includes(payload.chatId),
    );
    expect(merged).toMatchObject([{ count: 2 }, { count: 2 }]);
  });
});
