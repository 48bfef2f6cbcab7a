import type { MessagesTelling, Telling } from '../channels/channel.ts';

/** Several tellings of one chat, as they come when it goes on while one waits, as one; the rest as it is. */
export function mergeTellings(tellings: readonly Telling[]): Telling[] {
  const byChat = new Map<string, MessagesTelling>();
  const merged: Telling[] = [];
  for (const telling of tellings) {
    const former = telling.kind === 'messages' ? byChat.get(telling.chat.id) : undefined;
    if (telling.kind !== 'messages') merged.push(telling);
    else if (former) join(former, telling);
    else {
      const copy = { ...telling };
      byChat.set(telling.chat.id, copy);
      merged.push(copy);
    }
  }
  return merged;
}

function join(into: MessagesTelling, other: MessagesTelling): void {
  const bySeq = new Map([...into.messages, ...other.messages].map((message) => [message.seq, message]));
  into.messages = [...bySeq.values()].toSorted((one, two) => one.seq - two.seq);
  // Each counts from its own first message to the end: the longer one holds the other.
  into.count = Math.max(into.count, other.count, into.messages.length);
}
