import type { SearchHit } from '@bridges/contracts';
import { create } from 'zustand';
import { foundIn } from './marks.ts';
import type { Found } from './marks.ts';

interface FoundInChat {
  chatId: string | null;
  /** What is marked in the open chat's messages, by seq. */
  bySeq: ReadonlyMap<number, readonly Found[]>;
  /** The one of them that is looked at. */
  current: number | null;
}

/** The words that were found, to be marked in the messages of the open chat. */
export const useFoundInChat = create<FoundInChat>(() => ({ chatId: null, bySeq: new Map(), current: null }));

export function markHits(chatId: string, hits: readonly SearchHit[], current: number | null = null): void {
  const bySeq = new Map(hits.map((hit) => [hit.seq, foundIn(hit.message.text, hit.highlights)]));
  useFoundInChat.setState({ chatId, bySeq, current });
}

/** The chat is left. */
export function leaveHits(chatId: string): void {
  if (useFoundInChat.getState().chatId === chatId) unmarkHits();
}

export const unmarkHits = (): void =>
  useFoundInChat.setState({ chatId: null, bySeq: new Map(), current: null });
