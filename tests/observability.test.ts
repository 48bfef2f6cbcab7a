import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  AccountsOverview,
  DeadJobList,
  FilesOverview,
  GatewayOverview,
  GroupsOverview,
  MessagesOverview,
  NotificationsOverview,
} from '@bridges/contracts';
import { startTestPlatform, testPassword, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { createLogger, createMetrics, createPool } from '@bridges/kit';
import { amqpMetrics, redisMetrics, rpcMetrics } from '@bridges/kit/services';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../deploy/${path}`, import.meta.url)), 'utf8');
const dashboard = read('grafana/bridges.json');
const alerts = read('prometheus/alerts.yml');

/** Prometheus makes these itself of a histogram. */
const namesOf = (name: string, type: string) =>
  type === 'histogram' ? [name, ...['bucket', 'sum', 'count'].map((part) => `${name}_${part}`)] : [name];
const typesIn = (text: string) => [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
const namedIn = (text: string) => [
  ...new Set([...text.matchAll(/\b((?:bridges|nodejs|process)_[a-z0-9_]+)/g)].map(([name]) => name)),
];

let platform: TestPlatform;
/** All that any process tells. */
let known: Set<string>;
beforeAll(async () => {
  const env = { ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: testPassword };
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl'), hasSearchIndex: true, env });
  const services = createMetrics({});
  for (const side of ['client', 'server'] as const) rpcMetrics(services, side);
  redisMetrics(services, () => true);
  amqpMetrics(services, () => true);
  const text = `${await platform.metrics()}\n${await services.metrics()}`;
  known = new Set(typesIn(text).flatMap(([, name = '', type = '']) => namesOf(name, type)));
});
afterAll(() => platform?.stop());

describe.each([
  ['the dashboard', dashboard],
  ['the alerts', alerts],
])('%s', (_name, text) => {
  it('names only metrics that there are', () => {
    const named = namedIn(text);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

it('every alert names a guarantee, and says what to make of it', () => {
  const rules = alerts.split(/^ {6}- alert: /m).slice(1);
  expect(rules.length).toBeGreaterThan(10);
  for (const rule of rules) {
    expect(rule).toMatch(/severity: (critical|warning), guarantee: G(1|7|8|10) /);
    for (const part of ['expr: ', 'summary: ', 'description: ']) expect(rule).toContain(part);
  }
});

it('the dashboard has a place and a question for each panel', () => {
  const { panels } = JSON.parse(dashboard) as {
    panels: { id: number; type: string; gridPos: { x: number; w: number }; targets?: { expr: string }[] }[];
  };
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { type, gridPos, targets = [] } of panels) {
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    if (type !== 'row') expect(targets.every(({ expr }) => expr.length > 0) && targets.length > 0).toBe(true);
  }
});

describe('what administrators see', () => {
  const sum = (buckets: { count: number }[]) => buckets.reduce((total, { count }) => total + count, 0);

  it('is counted by the modules: people, devices, messages by the hour and the day, storage', async () => {
    const [root, alice, bob] = [
      await TestUser.signIn(platform.url, 'root@example.org'),
      await platform.user('alice'),
      await platform.user('bob'),
    ];
    const chat = await alice.openDirect(bob);
    await alice.post(chat.id, 'long ago');
    await alice.post(chat.id, 'long ago, too');
    const log = createLogger({ level: 'silent' });
    const pool = createPool(platform.databaseUrl('messages'), { applicationName: 'test', log });
    try {
      await pool.query("update messages set created_at = created_at - interval '3 hours'");
      await pool.query("select graphile_worker.add_job('count-messages')");
      await platform.settled();
      const { rows } = await pool.query(
        'select sum(count)::int as count, count(*)::int as hours from message_hours',
      );
      expect(rows).toEqual([{ count: 2, hours: 720 }]);
      await alice.post(chat.id, 'now');
      // Once more: what was added up is not added again.
      await pool.query("select graphile_worker.add_job('count-messages')");
      await platform.settled();
    } finally {
      await pool.end();
    }
    const messages = await root.get<MessagesOverview>('/api/admin/overview/messages');
    expect([messages.hours.length, messages.days.length]).toEqual([24, 30]);
    expect([sum(messages.hours), sum(messages.days)]).toEqual([3, 3]);
    expect(messages.hours.toSorted((a, b) => a.at.localeCompare(b.at))).toEqual(messages.hours);

    expect(await root.get<AccountsOverview>('/api/admin/overview/accounts')).toMatchObject({
      users: 3,
      work: { dead: 0, deadEvents: 0 },
    });
    expect(await root.get<GroupsOverview>('/api/admin/overview/groups')).toMatchObject({
      groups: 0,
      work: { dead: 0, deadEvents: 0 },
    });
    expect(await root.get<GatewayOverview>('/api/admin/overview/gateway')).toMatchObject({ online: 0 });
    expect(await root.get<FilesOverview>('/api/admin/overview/files')).toMatchObject({ files: 0, bytes: 0 });
    const { outcomes } = await root.get<NotificationsOverview>('/api/admin/overview/notifications');
    expect(outcomes.every(({ count }) => count > 0)).toBe(true);
  });

  it('are jobs of every kind, also such as there are none of, and when they come next', async () => {
    const root = await TestUser.signIn(platform.url, 'root@example.org');
    const asked = Date.now();
    const { jobs, kinds, periodic } = await root.get<DeadJobList>('/api/admin/jobs/messages');
    expect(jobs).toEqual([]);
    expect(kinds.map(({ name }) => name)).toContain('purge-deleted-chats');
    const counting = periodic.find(({ name }) => name === 'count-messages');
    expect(counting).toMatchObject({ cron: '4 * * * *' });
    expect(new Date(counting?.nextAt ?? 0).getTime()).toBeGreaterThan(asked);
    expect(new Date(counting?.nextAt ?? 0).getUTCMinutes()).toBe(4);
  });
});
