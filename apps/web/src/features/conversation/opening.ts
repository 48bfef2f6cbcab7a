import type { Chat, ChatState } from '@bridges/sdk';
import type { ScrollPosition } from '../../store/scroll-positions.ts';

/** Where the timeline is to stand. A new object asks again. */
export type Opening =
  | { kind: 'end' }
  /** At the first message after this seq. */
  | { kind: 'divider'; after: number }
  | { kind: 'position'; position: ScrollPosition };

/** Unread messages first; else where the chat was left; else its end. */
export function openingOf(chat: Chat, left: ScrollPosition | null): Opening {
  if (chat.unreadCount > 0) return { kind: 'divider', after: chat.readSeq };
  return left ? { kind: 'position', position: left } : { kind: 'end' };
}

/** What is held already holds that place, so it can be painted before the network answers. */
export function canPaint({ messages, isAtEnd, hasBefore }: ChatState, opening: Opening): boolean {
  const first = messages[0]?.seq;
  const last = messages.at(-1)?.seq;
  if (first === undefined || last === undefined) return !hasBefore && isAtEnd;
  if (opening.kind === 'end') return isAtEnd;
  const wanted = opening.kind === 'divider' ? opening.after + 1 : opening.position.seq;
  return first <= wanted && wanted <= last;
}
