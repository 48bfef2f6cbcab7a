import type { Chat, ChatState } from '@bridges/sdk';
import type { ScrollPosition } from '../../store/scroll-positions.ts';

/** Where the timeline is to stand. A new object asks again. */
export type Opening =
  | { kind: 'end' }
  /** At the first message after this seq. */
  | { kind: 'divider'; after: number }
  /** This message in the middle. */
  | { kind: 'message'; seq: number }
  | { kind: 'position'; position: ScrollPosition };

/** The message of the address; else unread messages; else where the chat was left; else its end. */
export function openingOf(chat: Chat, left: ScrollPosition | null, seq: number | null = null): Opening {
  if (seq !== null) return { kind: 'message', seq };
  if (chat.unreadCount > 0) return { kind: 'divider', after: chat.readSeq };
  return left ? { kind: 'position', position: left } : { kind: 'end' };
}

/**
 * Whether that is still the place, now that the server has answered: since the cache was written, more may have come,
 * and more may have been read.
 */
export function holds(opening: Opening, { unreadCount, readSeq }: Chat): boolean {
  if (opening.kind === 'end') return unreadCount === 0;
  return opening.kind !== 'divider' || (opening.after === readSeq && unreadCount > 0);
}

/** What is held already holds that place, so it can be painted before the network answers. */
export function canPaint({ messages, isAtEnd, hasBefore }: ChatState, opening: Opening): boolean {
  const first = messages[0]?.seq;
  const last = messages.at(-1)?.seq;
  if (first === undefined || last === undefined) return !hasBefore && isAtEnd;
  if (opening.kind === 'end') return isAtEnd;
  const wanted = wantedSeq(opening);
  return first <= wanted && wanted <= last;
}

function wantedSeq(opening: Exclude<Opening, { kind: 'end' }>): number {
  if (opening.kind === 'divider') return opening.after + 1;
  return opening.kind === 'message' ? opening.seq : opening.position.seq;
}
