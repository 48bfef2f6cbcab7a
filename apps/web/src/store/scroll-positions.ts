/** Where a chat was left: the message at the top of the view, and how far its top is above it. */
export interface ScrollPosition {
  seq: number;
  /** Pixels of that message's row which are scrolled out at the top; negative when it begins lower. */
  offset: number;
}

const prefix = 'bridges.scroll.';

/** Kept per tab and over a reload; null when the chat was left at its end. */
export function loadScrollPosition(chatId: string): ScrollPosition | null {
  const stored = sessionStorage.getItem(prefix + chatId);
  if (!stored) return null;
  const [seq, offset] = stored.split(':').map(Number);
  return seq && offset !== undefined && Number.isFinite(offset) ? { seq, offset } : null;
}

export function saveScrollPosition(chatId: string, position: ScrollPosition | null): void {
  if (position) sessionStorage.setItem(prefix + chatId, `${position.seq}:${Math.round(position.offset)}`);
  else sessionStorage.removeItem(prefix + chatId);
}
