import type { Message } from '@bridges/contracts/proto';

export interface SentRange {
  chatId: string;
  firstSeq: number;
  lastSeq: number;
  /** When the first of them was stored. */
  firstAt: Date;
  /** Who wrote the last of them, and when. */
  lastSenderId: string;
  lastAt: Date;
}

/** One commit's messages by chat. What the system says, and what was sent so that nobody is woken, is nobody's news. */
export function sentRanges(messages: readonly Message[]): SentRange[] {
  const news = messages.filter(({ kind, contentJson }) => kind === 'text' && !isSilent(contentJson));
  return [...Map.groupBy(news, ({ chatId }) => chatId)].flatMap(([chatId, own]) => {
    const [first, last] = [own.reduce(earlier), own.reduce(later)];
    return {
      chatId,
      firstSeq: first.seq,
      lastSeq: last.seq,
      firstAt: new Date(first.createdAtMs),
      lastSenderId: last.senderId,
      lastAt: new Date(last.createdAtMs),
    };
  });
}

const earlier = (a: Message, b: Message): Message => (b.seq < a.seq ? b : a);
const later = (a: Message, b: Message): Message => (b.seq > a.seq ? b : a);

/** Most messages hold nothing beside their text, and few that do are parsed. */
function isSilent(contentJson: string): boolean {
  if (!contentJson.includes('"isSilent"')) return false;
  return (JSON.parse(contentJson) as { isSilent?: boolean }).isSilent === true;
}

/** How far each sender has come in each chat: whoever writes has read what was there. */
export function lastSends(messages: readonly Message[]): { userId: string; chatId: string; seq: number }[] {
  const own = messages.filter(({ kind }) => kind === 'text');
  const last = new Map(
    own.toSorted((a, b) => a.seq - b.seq).map((one) => [`${one.chatId}:${one.senderId}`, one]),
  );
  return [...last.values()].map(({ senderId: userId, chatId, seq }) => ({ userId, chatId, seq }));
}
