import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Group } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import { expect, inject, test } from 'vitest';
import { cast } from './chat-tools.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Hits among all reads, by cache. */
async function hitRates(port: number): Promise<Record<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const reads: Record<string, { hit: number; miss: number }> = {};
  for (const [, labels = '', count] of text.matchAll(/^bridges_cache_reads_total\{(.*)\} (\d+)$/gm)) {
    const cache = /cache="([^"]+)"/.exec(labels)?.[1] ?? '';
    const result = labels.includes('result="hit"') ? 'hit' : 'miss';
    (reads[cache] ??= { hit: 0, miss: 0 })[result] = Number(count);
  }
  return Object.fromEntries(
    Object.entries(reads).map(([cache, { hit, miss }]) => [cache, Number((hit / (hit + miss)).toFixed(2))]),
  );
}

test('a short day of ten people in three groups is mostly answered from the caches', async () => {
  const port = await freePort();
  await using platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { METRICS_PORT: String(port) },
  });
  const people = await cast(platform, ...'abcdefghij'.split('').map((letter) => `user-${letter}`));
  const [owner] = people;
  const memberIds = people.filter((one) => one !== owner).map(({ id }) => id);
  const chats: string[] = [];
  for (const title of ['One', 'Two', 'Three'])
    chats.push((await owner?.ask<Group>('POST', '/api/groups', { title, memberIds }))?.body.chatId ?? '');
  for (let round = 0; round < 3; round++) {
    for (const [at, person] of people.entries()) {
      // Each opens the page, looks into every chat, and every third says something.
      await person.get('/api/chats');
      await person.get('/api/contacts');
      await person.get('/api/users');
      for (const chatId of chats) {
        await person.get(`/api/chats/${chatId}/messages`);
        await person.get(`/api/groups/${chatId}`);
        await person.get(`/api/groups/${chatId}/members`);
      }
      await person.get('/api/chats');
      if (at % 3 === round) await person.post(chats[at % 3] ?? '', 'something to say');
    }
    await people[round]?.ask('PATCH', '/api/me', { displayName: `Somebody ${round}` });
  }
  const rates = await hitRates(port);
  console.info('hit rates of a short day', rates);
  expect(rates['profiles']).toBeGreaterThan(0.9);
  for (const cache of ['groups', 'members']) expect(rates[cache], cache).toBeGreaterThan(0.8);
  expect(rates['history']).toBeGreaterThan(0.5);
  for (const cache of ['contacts', 'directory', 'chat-lists']) expect(rates[cache], cache).toBeGreaterThan(0);
});
