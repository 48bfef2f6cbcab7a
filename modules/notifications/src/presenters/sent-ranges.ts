import type { Message } from '@bridges/contracts/proto';

export interface SentRange {
  chatId: string;
  firstSeq: number;
  lastSeq: number;
  /** When the first of them was stored. */
  firstAt: Date;
}

/** One commit's messages by chat. What the system says, and what was sent so that nobody is woken, is nobody's news. */
export function sentRanges(messages: readonly Message[]): SentRange[] {
  const news = messages.filter(({ kind, contentJson }) => kind === 'text' && !isSilent(contentJson));
  return [...Map.groupBy(news, ({ chatId }) => chatId)].map(([chatId, own]) => {
    const seqs = own.map(({ seq }) => seq);
    return {
      chatId,
      firstSeq: Math.min(...seqs),
      lastSeq: Math.max(...seqs),
      firstAt: new Date(Math.min(...own.map(({ createdAtMs }) => createdAtMs))),
    };
  });
}

/** Most messages hold nothing beside their text, and few that do are parsed. */
function isSilent(contentJson: string): boolean {
  if (!contentJson.includes('"isSilent"')) return false;
  return (JSON.parse(contentJson) as { isSilent?: boolean }).isSilent === true;
}
