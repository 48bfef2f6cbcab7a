import type { Chat } from '@bridges/sdk';
import { useMe, useOutbox } from '../../store/selectors.ts';
import { Ticks } from '../../ui/Ticks.tsx';

/** How my last message of a chat stands; nothing when the last one is not mine. */
export function ChatRowTicks({ chat }: { chat: Chat }) {
  const me = useMe();
  const waiting = useOutbox(chat.id).findLast(({ status }) => status !== 'sent');
  if (waiting) return <Ticks state={waiting.status === 'failed' ? 'failed' : 'waiting'} />;
  const last = chat.lastMessage;
  if (!last || last.senderId !== me?.id || last.kind === 'system' || chat.kind === 'saved') return null;
  return <Ticks state={last.seq <= chat.othersReadSeq ? 'read' : 'sent'} />;
}
