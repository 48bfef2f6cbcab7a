import type { PushPayload } from '@bridges/contracts';
import type { Telling } from '../channels/channel.ts';
import { wordsIn } from './words.ts';

const linesMost = 3;
const textMost = 200;
/** Push services take 4,096 bytes, of which encryption needs some. */
const bytesMost = 3000;

/** What a browser shows of a telling; a signed-out one is told no more than that something waits. */
export function presentPush(telling: Telling, isSignedOut: boolean): PushPayload {
  const { id, locale, unreadTotal } = telling;
  if (isSignedOut) {
    const { waitingTitle: title, waitingText: body } = wordsIn(locale);
    return { type: 'waiting', id, title, body, path: '/' };
  }
  if (telling.kind === 'entry') {
    const { entryId, title, text, path } = telling;
    return { type: 'entry', id, entryId, title: short(title), body: short(text), unreadTotal, path };
  }
  const { chat, messages, count } = telling;
  const lines = messages
    .slice(-linesMost)
    .map(({ senderName, text }) => short(chat.kind === 'group' ? `${senderName}: ${text}` : text));
  const seq = messages.at(-1)?.seq ?? 0;
  const path = `/chat/${chat.id}/${seq}`;
  const of = (shown: string[]): PushPayload => ({
    type: 'messages',
    id,
    chatId: chat.id,
    seq,
    title: short(chat.title),
    body: shown.join('\n'),
    count,
    unreadTotal,
    path,
  });
  while (lines.length > 1 && sizeOf(of(lines)) > bytesMost) lines.shift();
  return of(lines);
}

/** Never through the middle of a character. */
function short(text: string): string {
  if (text.length <= textMost) return text;
  return `${text
    .slice(0, textMost)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}

const sizeOf = (payload: PushPayload): number => Buffer.byteLength(JSON.stringify(payload));
