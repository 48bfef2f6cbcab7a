import { randomUUID } from 'node:crypto';
import type { FoundGroup, GroupPage, JoinOutcome, JoinRequestPage } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { plansOf } from '@bridges/dev-env/plans';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { groupList } from '../src/selectors/group-list.ts';
import type { Database } from '../src/tables/database.ts';
import { chatMembers, createGroup, query, saidIn, update } from './group-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
/** In every title here, so that tests find what is theirs. */
const word = `Ёж${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
});
afterAll(() => platform.stop());

const freeHandle = () => `room-${randomUUID().slice(0, 8)}`;
const find = async (user: TestUser, query: Record<string, string>) =>
  (await user.get<GroupPage>(`/api/groups?${new URLSearchParams(query)}`)).groups;
const titles = async (user: TestUser, query: Record<string, string>) =>
  (await find(user, query)).map(({ title }) => title);

describe('GET /api/groups', () => {
  it('finds public groups of all and private ones of mine, by words of title and handle', async () => {
    const handle = freeHandle();
    const open = await createGroup(alice, { title: `Chess ${word} club`, isPublic: true, handle });
    const secret = await createGroup(alice, { title: `Secret ${word} club`, memberIds: [] });
    const search = `CLUB ${word.replace('Ё', 'е').toLowerCase()}`;
    expect(await titles(alice, { search })).toEqual([open.title, secret.title]);
    expect(await titles(bob, { search })).toEqual([open.title]);
    expect(await titles(bob, { search: handle.slice(2) })).toEqual([open.title]);
    expect(await titles(alice, { search, scope: 'public' })).toEqual([open.title]);
    expect(await titles(alice, { search: `secret ${word}`, scope: 'mine' })).toEqual([secret.title]);
    expect(await titles(bob, { search, scope: 'mine' })).toEqual([]);
    expect(await find(bob, { search })).toEqual([
      {
        chatId: open.chatId,
        title: open.title,
        handle,
        description: '',
        pictureFileId: null,
        memberCount: 1,
        isPublic: true,
        joinRule: 'open',
        role: null,
      },
    ]);
  });

  it('leads through titles as long as they may be, in any script', async () => {
    const mine = `long${randomUUID().slice(0, 8)}`;
    const handle = () => randomUUID().replaceAll('-', '_').padEnd(64, 'x');
    const letters = ['Я', '国', '\ufdfa', '\u{1d504}'];
    for (const letter of letters)
      await createGroup(alice, {
        title: `${mine} ${letter.repeat(128)}`.slice(0, 128).replace(/[\ud800-\udbff]$/, ''),
        isPublic: true,
        handle: handle(),
      });
    const found = new Set<string>();
    for (let cursor = ''; found.size <= letters.length;) {
      const query = new URLSearchParams({ search: mine, limit: '1', ...(cursor && { cursor }) });
      const page = await bob.get<GroupPage>(`/api/groups?${query}`);
      for (const { chatId } of page.groups) found.add(chatId);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(found.size).toBe(letters.length);
  });

  it('finds mistyped titles and handles, in both alphabets, mine first', async () => {
    const mine = `z${randomUUID().slice(0, 6)}`;
    const open = await createGroup(bob, {
      title: `Воздухоплавание ${mine}`,
      isPublic: true,
      handle: `aero-${mine}`,
    });
    const own = await createGroup(alice, { title: `Воздухоплаватели ${mine}` });
    for (const typed of ['воздуохплавание', 'vozduhoplavanie', 'djplejgkfdfybt', 'ВОЗДУХОПЛАВНИЕ'])
      expect(await titles(alice, { search: `${typed} ${mine}` }), typed).toEqual([open.title]);
    expect(await titles(alice, { search: `воздухоплав ${mine}` })).toEqual([own.title, open.title]);
    expect(await titles(bob, { search: `воздухоплав ${mine}` })).toEqual([open.title]);
    expect(await titles(bob, { search: `воздхоплаватели ${mine}` })).toEqual([]);
    expect(await titles(alice, { search: `aeor-${mine}` })).toEqual([open.title]);
  });

  it('asks the indexes of names, among many groups', async () => {
    await query(
      platform,
      'groups',
      `with made as (
         insert into groups (chat_id, title, is_public, created_by, created_at)
         select gen_random_uuid(), 'many ' || md5(n::text), true, gen_random_uuid(), now() from generate_series(1, 20000) n
         returning chat_id, title
       )
       insert into group_names (chat_id, text, keys) select chat_id, ' ' || title || ' ', array[hashtext(title)] from made`,
    );
    // What waits in front of the indexes would count against them.
    await query(platform, 'groups', 'vacuum analyze group_names');
    await query(platform, 'groups', 'analyze groups');
    const plans = await plansOf(platform.databaseUrl('groups'), async (db) => {
      const asked = db as Kysely<Database>;
      for (const search of ['шахматы', 'chses club', 'воздухоплавание'])
        await groupList(asked, alice.id, { search, limit: 20 });
    });
    expect(plans.length).toBeGreaterThan(5);
    for (const plan of plans) {
      expect(plan).not.toContain('Seq Scan on group_names');
      expect(plan).toMatch(/group_names_(?:keys|text|pkey)/);
      expect(plan).not.toContain('Seq Scan on groups');
    }
    await query(platform, 'groups', `delete from groups where title like 'many %'`);
  });

  it('finds nothing of a private group from outside, whatever is asked of it', async () => {
    const handle = freeHandle();
    const about = `quiet ${word}`;
    const secret = await createGroup(alice, { title: `Quiet ${word}`, handle, description: about });
    const queries = [
      ...[{ search: about }, { search: handle }, { search: secret.chatId }, { search: 'quie' }],
      ...[{ search: `qiuet ${word}` }, { search: `йгшуе ${word}` }, { search: `куайет ${word}` }],
    ];
    for (const query of queries) expect(await find(bob, query)).toEqual([]);
    expect(await find(bob, { scope: 'public', search: word })).not.toContainEqual(
      expect.objectContaining({ chatId: secret.chatId }),
    );
    const asked = await bob.ask('GET', `/api/groups/by-handle/${handle}`);
    const absent = await bob.ask('GET', `/api/groups/by-handle/${freeHandle()}`);
    expect([asked.status, codeOf(asked)]).toEqual([404, codeOf(absent)]);
    for (const path of [`/api/groups/${secret.chatId}/join`, `/api/groups/${randomUUID()}/join`]) {
      const joined = await bob.ask('POST', path);
      expect([joined.status, codeOf(joined)]).toEqual([404, 'groups.not_found']);
    }
    expect((await bob.ask('POST', '/api/groups/join', { handle })).status).toBe(404);
  });

  it('forgets a group that becomes private, and its old title', async () => {
    const group = await createGroup(alice, { title: `Before ${word}`, isPublic: true });
    await update(alice, group.chatId, { title: `After ${word}` });
    expect(await titles(bob, { search: `before ${word}` })).toEqual([]);
    expect(await titles(bob, { search: `after ${word}` })).toEqual([`After ${word}`]);
    await update(alice, group.chatId, { isPublic: false });
    expect(await titles(bob, { search: `after ${word}` })).toEqual([]);
  });

  it('comes in pages that neither repeat nor miss', async () => {
    const prefix = `paged${randomUUID().slice(0, 6)}`;
    for (let at = 0; at < 7; at++) await createGroup(alice, { title: `${prefix} ${at % 3}`, isPublic: true });
    const seen: FoundGroup[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = `search=${prefix}&limit=3${cursor && `&cursor=${cursor}`}`;
      const page: GroupPage = await bob.get(`/api/groups?${query}`);
      seen.push(...page.groups);
      cursor = page.nextCursor;
    }
    expect(seen.map(({ title }) => title.slice(-1)).join('')).toBe('0001122');
    expect(new Set(seen.map(({ chatId }) => chatId)).size).toBe(7);
    const first: GroupPage = await bob.get(`/api/groups?search=${prefix}&limit=3`);
    const foreign = await bob.ask('GET', `/api/groups?search=other&cursor=${first.nextCursor}`);
    expect([foreign.status, codeOf(foreign)]).toEqual([400, 'kit.bad_cursor']);
  });

  it.each(['search=%00', 'limit=0', 'limit=101', 'scope=private', 'cursor=x', 'more=1'])(
    'refuses ?%s',
    async (query) => {
      expect((await alice.ask('GET', `/api/groups?${query}`)).status).toBe(400);
    },
  );

  it('takes signs of patterns as they are', async () => {
    await createGroup(alice, { title: `100% ${word}`, isPublic: true });
    expect(await titles(bob, { search: `100% ${word}` })).toEqual([`100% ${word}`]);
    expect(await titles(bob, { search: `_00% ${word}` })).toEqual([]);
  });
});

describe('joining a public group', () => {
  it('is for anyone where it is open, by id or handle, and may be repeated', async () => {
    const handle = freeHandle();
    const group = await createGroup(alice, { isPublic: true, handle });
    for (let time = 0; time < 2; time++) {
      const answer = await bob.ask<JoinOutcome>('POST', '/api/groups/join', {
        handle: handle.toUpperCase(),
      });
      expect([answer.status, answer.body]).toEqual([200, { status: 'joined', chatId: group.chatId }]);
    }
    await bob.post(group.chatId, 'Hello');
    expect((await saidIn(alice, group.chatId)).slice(1)).toEqual([
      [bob.id, { type: 'memberJoined', by: 'handle' }],
    ]);
    expect((await bob.get<FoundGroup>(`/api/groups/by-handle/${handle}`)).role).toBe('member');
  });

  it('asks first where it wants approval, and is refused where it wants an invitation', async () => {
    const group = await createGroup(alice, { isPublic: true, joinRule: 'approval' });
    const path = `/api/groups/${group.chatId}/join`;
    for (let time = 0; time < 2; time++) {
      const asked = await bob.ask<JoinOutcome>('POST', path);
      expect([asked.status, asked.body]).toEqual([200, { status: 'requested', chatId: null }]);
    }
    expect((await chatMembers(alice, group.chatId)).has(bob.id)).toBe(false);
    const waiting = await alice.get<JoinRequestPage>(`/api/groups/${group.chatId}/join-requests`);
    expect(waiting.requests.map(({ userId }) => userId)).toEqual([bob.id]);
    await update(alice, group.chatId, { joinRule: 'invite' });
    const refused = await bob.ask('POST', path);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'groups.invitation_needed']);
    expect((await alice.ask<JoinOutcome>('POST', path)).body.status).toBe('joined');
  });
});
