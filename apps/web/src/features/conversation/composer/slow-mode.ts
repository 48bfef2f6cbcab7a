import type { ChatState } from '@bridges/sdk';

/**
 * When slow mode takes my next message, as far as the messages that are held tell: the server counts from my last one,
 * and passes over what the group itself says.
 */
export function slowUntil({ chat, messages }: Pick<ChatState, 'chat' | 'messages'>, meId: string): number {
  const pauseMs = (chat.group?.slowModeSeconds ?? 0) * 1000;
  if (pauseMs === 0 || chat.role !== 'member') return 0;
  const last = messages.findLast(({ senderId, kind }) => senderId === meId && kind !== 'system');
  return last ? Date.parse(last.createdAt) + pauseMs : 0;
}
