import type { HistoryRecorder } from '@bridges/dev-env/checks';
import type { ChatState, Client } from '@bridges/sdk';

export interface RecordedClient {
  name: string;
  user: string;
  client: Client;
  send(chatId: string, text: string): void;
  /** Sends without an acknowledgement yet. */
  waiting(): number;
}

const seenSeq = ({ missingAfter, chat }: ChatState) => missingAfter ?? chat.lastSeq;

/** Writes down what a client of the SDK asks and shows. `waiting`: what an earlier visit of hers left in the outbox. */
export function recordClient(
  recorder: HistoryRecorder,
  name: string,
  { user, client, waiting = new Set() }: { user: string; client: Client; waiting?: Set<string> },
): RecordedClient {
  const cursors = new Map<string, number>();
  const markers = new Map<string, string>();
  const places = new Map<string, number>();
  let wasOnline = false;

  client.onMessage((message) => {
    recorder.add({ kind: 'saw', client: name, user, message });
    // Many messages of one moment may push one of hers out of the window before its outcome is looked for.
    if (waiting.has(message.clientId)) places.set(message.clientId, message.seq);
  });
  client.subscribe(() => {
    const isOnline = client.connection.status === 'online';
    if (wasOnline && !isOnline) recorder.add({ kind: 'disturbed', client: name });
    wasOnline = isOnline;
    for (const held of Object.values(client.getState().chats)) recordChat(held);
    for (const clientId of [...waiting]) recordOutcome(clientId);
  });

  function recordChat(held: ChatState): void {
    const { id: chatId, readSeq, othersReadSeq } = held.chat;
    const before = cursors.get(chatId);
    const first = held.messages[0]?.seq ?? 1;
    // It was told to begin anew: with its first snapshot, or after missing too much.
    if (before === undefined) recorder.add({ kind: 'reset', client: name, chatId, seq: seenSeq(held) });
    else if (held.isAtEnd && first > before + 1)
      recorder.add({ kind: 'reset', client: name, chatId, seq: first - 1 });
    if (seenSeq(held) !== before) recorder.add({ kind: 'cursor', client: name, chatId, seq: seenSeq(held) });
    cursors.set(chatId, seenSeq(held));
    if (markers.get(chatId) === `${readSeq} ${othersReadSeq}`) return;
    markers.set(chatId, `${readSeq} ${othersReadSeq}`);
    recorder.add({ kind: 'marker', client: name, chatId, of: user, seq: readSeq });
    recorder.add({ kind: 'marker', client: name, chatId, of: 'others', seq: othersReadSeq });
  }

  function recordOutcome(clientId: string): void {
    const entry = Object.values(client.outbox)
      .flat()
      .find((other) => other.clientId === clientId);
    if (entry?.status === 'pending') return;
    if (entry?.status === 'failed') {
      waiting.delete(clientId);
      recorder.add({ kind: 'refused', client: name, user, clientId });
      return;
    }
    const seq = entry?.seq ?? placeOf(clientId);
    if (seq === undefined) return;
    waiting.delete(clientId);
    recorder.add({ kind: 'acknowledged', client: name, user, clientId, seq });
  }

  const placeOf = (clientId: string) =>
    places.get(clientId) ??
    Object.values(client.getState().chats)
      .flatMap(({ messages }) => messages)
      .findLast((message) => message.clientId === clientId)?.seq;

  return {
    name,
    user,
    client,
    send(chatId, text) {
      const clientId = client.send(chatId, text);
      waiting.add(clientId);
      recorder.add({ kind: 'asked', client: name, user, chatId, clientId, text });
    },
    waiting: () => waiting.size,
  };
}
