import { inspect } from 'node:util';
import { randomUUID } from 'node:crypto';
import type { HistoryRecorder } from '@bridges/dev-env/checks';
import { TestUser } from '@bridges/dev-env/test-user';
import type { Answer } from '@bridges/dev-env/test-user';
import type { Message } from '@bridges/sdk';
import { recordClient } from '../../scenarios/recorded-client.ts';
import type { RecordedClient } from '../../scenarios/recorded-client.ts';
import { join } from '../../scenarios/sdk-client.ts';
import type { Person } from '../../scenarios/sdk-client.ts';
import { until } from '../../scenarios/until.ts';

/** What one client keeps under way in each chat. */
export const underWay = 4;
/** Who posts over REST, in the history. */
export const botName = 'bot';

/** People who write all the time, a bot that posts, and two who have lost their rights. */
export interface Cast {
  people: Person[];
  clients: RecordedClient[];
  owner: TestUser;
  chatIds: string[];
  /** Removed from the chats before the fault. */
  removed: TestUser;
  /** Signed out before the fault. */
  signedOut: TestUser;
  /** In the chats until she is removed during the fault. */
  leaver: TestUser;
  /** Signed in until she signs out during the fault. */
  quitter: TestUser;
  /** Stops writing; resolves when nothing is under way in the loops. */
  rest(): Promise<void>;
}

export async function gather(url: string, recorder: HistoryRecorder): Promise<Cast> {
  const people: Person[] = [];
  for (const name of ['alice', 'bob', 'carol']) people.push(await join(url, name));
  const [owner, removed, signedOut, leaver, quitter] = await Promise.all(
    ['erin', 'mallory', 'oscar', 'frank', 'grace'].map((name) => TestUser.register(url, name)),
  );
  if (!owner || !removed || !signedOut || !leaver || !quitter) throw new Error('no cast');
  const memberIds = [...people, removed, leaver].map(({ id }) => id);
  const groups = await Promise.all(
    ['One', 'Two'].map(async (title) => {
      const answer = await owner.ask<{ chatId: string }>('POST', '/api/groups', {
        title,
        memberIds,
      });
      if (answer.status !== 201) throw new Error(`a group: ${JSON.stringify(answer.body)}`);
      return answer.body;
    }),
  );
  const chatIds = groups.map(({ chatId }) => chatId);
  for (const id of chatIds) expectDone(await owner.ask('DELETE', `/api/groups/${id}/members/${removed.id}`));
  expectDone(await signedOut.ask('DELETE', '/api/sessions/current'));
  await until(
    () => people.every(({ client }) => chatIds.every((id) => client.getState().chats[id])),
    'the groups',
    undefined,
    20_000,
  );
  const clients = people.map(({ id, client }, index) =>
    recordClient(recorder, `client ${index}`, { user: id, client }),
  );
  let isWriting = true;
  const writers = [
    ...clients.map((client) => write(client, chatIds, () => isWriting)),
    post(owner, chatIds[0] ?? '', recorder, () => isWriting),
  ];
  return {
    ...{ people, clients, owner, chatIds, removed, signedOut, leaver, quitter },
    async rest() {
      isWriting = false;
      await Promise.all(writers);
    },
  };
}

const told = ({ status, body }: Answer<unknown>): string => `${status} ${JSON.stringify(body)}`;

function expectDone(answer: Answer<unknown>): void {
  if (answer.status !== 204) throw new Error(`the cast could not be made ready: ${told(answer)}`);
}

/** As a person with quick fingers, whether there is a connection or not. */
async function write(who: RecordedClient, chatIds: string[], isWriting: () => boolean): Promise<void> {
  for (let count = 0; isWriting(); count++) {
    for (const chatId of chatIds) {
      if (who.client.connection.status === 'stopped') return;
      if (who.waiting() < underWay * chatIds.length) who.send(chatId, `${who.name} ${count} Привет`);
      if (count % 10 === 0)
        who.client.markRead(chatId, who.client.getState().chats[chatId]?.chat.lastSeq ?? 0);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** As a bot: each post is repeated with its client id until its outcome is known. */
async function post(
  bot: TestUser,
  chatId: string,
  recorder: HistoryRecorder,
  isWriting: () => boolean,
): Promise<void> {
  const client = botName;
  for (let count = 0; isWriting(); count++) {
    const [clientId, text] = [randomUUID(), `bot ${count}`];
    recorder.add({ kind: 'asked', client, user: bot.id, chatId, clientId, text });
    const deadline = Date.now() + 60_000;
    for (;;) {
      const answer = await bot
        .ask<Message>('POST', `/api/chats/${chatId}/messages`, { text, clientId })
        .catch((error: Error) => error);
      if (!(answer instanceof Error) && (answer.status === 200 || answer.status === 201)) {
        recorder.add({ kind: 'acknowledged', client, user: bot.id, clientId, seq: answer.body.seq });
        break;
      }
      const by = answer instanceof Error ? inspect(answer.cause ?? answer) : told(answer);
      if (!(answer instanceof Error) && answer.status < 500) throw new Error(`a post was refused: ${by}`);
      recorder.add({ kind: 'disturbed', client, by });
      if (Date.now() > deadline) throw new Error('the outcome of a post never came');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
