import { isQuiet } from '@bridges/sdk';
import type { Chat, Message } from '@bridges/sdk';

type HeldChat = Pick<Chat, 'marks' | 'readSeq' | 'mentionSeqs'>;

/** Whether a message is to be shown to me by the system: somebody else's, unread, loud, of a chat I want to hear of. */
export function isNewsFor(chat: HeldChat, message: Message, myId: string | null, now = Date.now()): boolean {
  const { kind, senderId, seq, isSilent } = message;
  if (kind !== 'text' || senderId === myId || isSilent === true || seq <= chat.readSeq) return false;
  if (isQuiet(chat, now)) return false;
  return chat.marks.level !== 'mentions' || chat.mentionSeqs.includes(seq);
}
