import { checkHistory, HistoryRecorder } from '@bridges/dev-env/checks';
import type { SplitWorld } from '@bridges/dev-env/split-world';
import type { TestUser } from '@bridges/dev-env/test-user';
import type { ChatPage, Message, MessagePage } from '@bridges/sdk';
import { expect } from 'vitest';
import { until } from '../../scenarios/until.ts';
import { botName, gather, underWay } from './cast.ts';
import type { Cast } from './cast.ts';
import { areQueuesEmpty } from './queues.ts';
import { Watch } from './watch.ts';

export interface Fault {
  name: string;
  /** Breaks something; the answer heals it. */
  inject: () => Promise<() => Promise<void>>;
  /** How long it lasts. */
  forMs?: number;
  /** A part that readiness of every service which has it must call away (`redis`), or not ready at all. */
  tells?: string;
  /** Sends are acknowledged while it lasts, to everybody. */
  sendsGoOn?: boolean;
  /** No request of a bot fails while it lasts: it is no fault, but what operators do. */
  failsNoRequest?: boolean;
  /** Something else takes over, or it is over at once: the better it is borne, the less anybody notices. */
  mayPassUnnoticed?: boolean;
}

/** Seconds from the healing. */
export interface Healing {
  fault: string;
  firstSuccess: number;
  allBack: number;
  queuesEmpty: number;
  acknowledged: number;
  disturbed: number;
}

const sendsBefore = 150;
const minAcknowledged = 500;
/** G10, with the rest of a stalled call in it. */
const limits = { firstSuccess: 10, allBack: 30, queuesEmpty: 60 };

/** One fault under load: breaks, heals, measures, and lets the checker judge what everybody saw. */
export async function endure(world: SplitWorld, fault: Fault): Promise<Healing> {
  const recorder = new HistoryRecorder();
  const acknowledged = () => recorder.entries.filter(({ kind }) => kind === 'acknowledged').length;
  const cast = await gather(world.url, recorder);
  const toHave = (count: number, limitMs = 60_000) =>
    until(
      () => acknowledged() >= count,
      `${count} sends`,
      () => String(acknowledged()),
      limitMs,
    );
  let heal: (() => Promise<void>) | undefined;
  try {
    await toHave(sendsBefore);
    const watch = new Watch(world, recorder);
    heal = await fault.inject();
    const injected = recorder.entries.length;
    const denied = refuseWhoLost(cast);
    await Promise.all([watch.during(fault.forMs ?? 4000, fault.tells), denied.during(fault.forMs ?? 4000)]);
    if (fault.sendsGoOn === true) await acknowledgesAll(cast, recorder, injected);
    const healing = performance.now();
    const seconds = () => Math.round((performance.now() - healing) / 100) / 10;
    const before = recorder.entries.length;
    await heal();
    heal = undefined;
    await until(
      () => recorder.entries.slice(before).some(({ kind }) => kind === 'acknowledged'),
      'a first success',
      undefined,
      limits.firstSuccess * 1000,
    );
    const firstSuccess = seconds();
    const back = new Set<string>();
    await until(
      () => {
        for (const entry of recorder.entries.slice(before))
          if (entry.kind === 'acknowledged') back.add(entry.client);
        return (
          back.size === cast.clients.length + 1 &&
          cast.people.every(({ client }) => client.connection.status === 'online')
        );
      },
      'everybody back',
      () => `${[...back].join()} of ${cast.people.map(({ client }) => client.connection.status).join()}`,
      limits.allBack * 1000,
    );
    const allBack = seconds();
    await denied.stillRefused();
    await toHave(Math.max(minAcknowledged, acknowledged() + 50));
    await cast.rest();
    const resting = performance.now();
    await until(() => areQueuesEmpty(world), 'empty queues', undefined, limits.queuesEmpty * 1000);
    const queuesEmpty = allBack + Math.round((performance.now() - resting) / 100) / 10;
    await watch.allReady();
    await compare(cast, recorder);
    const verdict = checkHistory(recorder.entries, {
      isFaultRun: fault.mayPassUnnoticed !== true,
      minAcknowledged,
    });
    expect(verdict.violations.slice(0, 10)).toEqual([]);
    expect(recorder.entries.filter(({ kind }) => kind === 'refused')).toEqual([]);
    if (fault.failsNoRequest === true) {
      const failed = recorder.entries.filter(
        (entry) => entry.kind === 'disturbed' && entry.client === botName,
      );
      expect(failed).toEqual([]);
    }
    expect(verdict.outcome).toBe('passed');
    const { disturbed } = verdict;
    return {
      fault: fault.name,
      ...{ firstSuccess, allBack, queuesEmpty, acknowledged: verdict.acknowledged, disturbed },
    };
  } finally {
    await heal?.();
    await cast.rest().catch(() => undefined);
    await Promise.all(cast.people.map(({ client }) => client.stop()));
  }
}

/** Nobody's sends wait for the end of the fault: each gets more acknowledged than can have been under way before. */
async function acknowledgesAll(cast: Cast, recorder: HistoryRecorder, since: number): Promise<void> {
  const counts = () => {
    const fresh = recorder.entries
      .slice(since)
      .flatMap((entry) => (entry.kind === 'acknowledged' ? entry : []));
    return [...cast.clients.map(({ name }) => name), botName].map(
      (name) => fresh.filter(({ client }) => client === name).length,
    );
  };
  await until(
    () => counts().every((count) => count > 2 * underWay * cast.chatIds.length),
    'sends acknowledged during the fault',
    () => counts().join(),
    limits.firstSuccess * 1000,
  );
}

/** Everybody ends with everything; and the whole history is written down as the truth. */
async function compare(cast: Cast, recorder: HistoryRecorder): Promise<void> {
  const { clients, chatIds, owner } = cast;
  await until(
    () => clients.every((who) => who.waiting() === 0),
    'empty outboxes',
    () =>
      clients
        .map(({ name, client, waiting }) => {
          const entries = Object.values(client.outbox).flat();
          const kept = entries.map(({ status }) => status).join() || 'none';
          return `${name}: ${waiting()} waiting, ${kept} kept, ${JSON.stringify(client.connection)}`;
        })
        .join('; '),
    30_000,
  );
  for (const chatId of chatIds) {
    const messages = await wholeHistory(owner, chatId);
    const { lastSeq } = await owner.get<{ lastSeq: number }>(`/api/chats/${chatId}`);
    await until(
      () =>
        clients.every(({ client }) => {
          const held = client.getState().chats[chatId];
          return held?.missingAfter === null && held.chat.lastSeq === lastSeq;
        }),
      'everybody to have everything',
      undefined,
      45_000,
    );
    recorder.add({ kind: 'final', chatId, lastSeq, messages });
  }
  const { chats } = await owner.get<ChatPage>('/api/chats');
  for (const { id, lastSeq, readSeq, unreadCount } of chats)
    recorder.add({ kind: 'counters', user: owner.id, chatId: id, lastSeq, readSeq, unreadCount });
}

async function wholeHistory(reader: TestUser, chatId: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const after = messages.at(-1)?.seq ?? 0;
    const page = await reader.get<MessagePage>(`/api/chats/${chatId}/messages?after=${after}&limit=100`);
    messages.push(...page.messages);
    if (!page.hasAfter) return messages;
  }
}

/** Who has lost a right never gets it back by a fault; who loses one during it has lost it once that is acknowledged. */
function refuseWhoLost({ removed, signedOut, leaver, quitter, owner, chatIds }: Cast) {
  const mustFail: { who: TestUser; path: string }[] = [
    { who: removed, path: `/api/chats/${chatIds[0]}/messages` },
    { who: signedOut, path: '/api/me' },
  ];
  const status = (who: TestUser, method: string, path: string, body?: unknown) =>
    Promise.race([
      who.ask(method, path, body).then(
        (answer) => answer.status,
        () => 0,
      ),
      new Promise<number>((resolve) => setTimeout(resolve, 6000, 0)),
    ]);
  const look = async () => {
    for (const { who, path } of mustFail)
      expect(await status(who, 'GET', path), `${who.username} ${path}`).not.toBe(200);
  };
  return {
    async during(ms: number) {
      const until = Date.now() + ms;
      const [hasLeft, hasQuit] = await Promise.all([
        status(owner, 'DELETE', `/api/groups/${chatIds[0]}/members/${leaver.id}`),
        status(quitter, 'DELETE', '/api/sessions/current'),
      ]);
      if (hasLeft >= 200 && hasLeft < 300)
        mustFail.push({ who: leaver, path: `/api/chats/${chatIds[0]}/messages` });
      if (hasQuit >= 200 && hasQuit < 300) mustFail.push({ who: quitter, path: '/api/me' });
      do {
        await look();
        await new Promise((resolve) => setTimeout(resolve, 300));
      } while (Date.now() < until);
    },
    stillRefused: look,
  };
}
