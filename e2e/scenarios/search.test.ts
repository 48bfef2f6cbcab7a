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

/** Does it again until it was found within a second: on a busy machine some try is slow, with a pause on the way each. */
async function foundWithinASecond(act: (word: string) => Promise<unknown>): Promise<string> {
  const patience = performance.now() + 60_000;
  for (let count = 1; ; count++) {
    const word = `мгновенье${count}${crypto.randomUUID().slice(0, 8)}`;
    await act(word);
    const doneMs = performance.now();
    await until(async () => (await found(alice, `"${word}"`)).length > 0, `“${word}”`, undefined, 30_000);
    const tookMs = performance.now() - doneMs;
    if (tookMs < 1000) return word;
    if (performance.now() > patience)
      expect.fail(`the last try took ${tookMs} ms, and none less than a second`);
  }
}

test('what is sent or edited is found within a second, and what is gone at once not', async () => {
  const { rest } = bob.client;
  const chat = await rest.chats.openDirect(alice.id);
  await foundWithinASecond((text) => rest.messages.send(chat.id, { text }));
  const { seq } = await rest.messages.send(chat.id, { text: 'до правки' });
  const path = `/api/chats/${chat.id}/messages/${seq}`;
  const last = await foundWithinASecond((text) => rest.request('PATCH', path, { body: { text } }));
  expect(await found(alice, '"до правки"')).toEqual([]);
  await rest.request('DELETE', path);
  expect(await found(alice, `"${last}"`)).toEqual([]);
}, 150_000);

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
