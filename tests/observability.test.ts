import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { createMetrics } from '@bridges/kit';
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
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
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
