import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { join } from './sdk-client.ts';
import type { Person } from './sdk-client.ts';
import { until } from './until.ts';

let deployment: Deployment;
let alice: Person;
let bob: Person;
let mallory: Person;
beforeAll(async () => {
  deployment = await deploy();
  [alice, bob, mallory] = (await Promise.all(
    (['alice', 'bob', 'mallory'] as const).map((name) => join(deployment.url, name)),
  )) as [Person, Person, Person];
});
afterAll(async () => {
  await Promise.all([alice, bob, mallory].map((person) => person?.client.stop()));
  await deployment?.[Symbol.asyncDispose]();
});

const found = async (person: Person, q: string): Promise<string[]> =>
  (await person.client.rest.search({ q })).hits.map(({ message }) => message.text);

test('what is sent, edited and deleted is found as it is, by those who may read it', async () => {
  const { rest } = bob.client;
  const chat = await rest.chats.openDirect(alice.id);
  const sent = await rest.messages.send(chat.id, { text: 'Договорились: встречаемся у фонтана' });
  await until(async () => (await found(alice, 'ajynfy')).length > 0, 'what was sent', undefined, 20_000);
  expect(await found(alice, 'встречи')).toEqual(['Договорились: встречаемся у фонтана']);
  expect(await found(mallory, 'фонтан')).toEqual([]);
  await rest.request('PATCH', `/api/chats/${chat.id}/messages/${sent.seq}`, {
    body: { text: 'Лучше у памятника' },
  });
  expect(await found(alice, 'фонтан')).toEqual([]);
  await until(async () => (await found(alice, 'памятник')).length > 0, 'what was edited', undefined, 20_000);
  await rest.request('DELETE', `/api/chats/${chat.id}/messages/${sent.seq}`);
  expect(await found(alice, 'памятник')).toEqual([]);
}, 60_000);
