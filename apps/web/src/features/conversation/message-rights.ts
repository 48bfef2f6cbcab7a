import type { Chat, Message } from '@bridges/sdk';

const rank = { member: 0, admin: 1, owner: 2 };

/** What I may do with a message, as far as can be known here; the server has the last word. */
export interface MessageRights {
  canReply: boolean;
  canEdit: boolean;
  canPin: boolean;
  canReact: boolean;
  canForward: boolean;
  canDeleteForAll: boolean;
  canClosePoll: boolean;
  canSeeReaders: boolean;
}

/** Groups larger than this tell nobody who has read. */
const readersMost = 100;

/** `isPeerGone`: the account of the other one in a direct chat is closed. */
export function rightsOver(message: Message, chat: Chat, meId: string, isPeerGone = false): MessageRights {
  const { group, kind, role, canPost } = chat;
  const isText = message.kind === 'text';
  const isMine = message.senderId === meId;
  const isOpen = group === null || group.state === 'open';
  return {
    canReply: isText && canPost && !isPeerGone,
    canEdit: isText && isMine && isOpen && !message.poll && !message.forwardedFrom,
    canPin: isText && isOpen && (group === null || rank[role] >= rank[group.pinRole]),
    canReact: isText && isOpen,
    canForward: isText && !message.poll,
    canDeleteForAll: isText && (isMine || (kind === 'group' && role !== 'member')),
    canClosePoll: isMine && message.poll?.isClosed === false,
    canSeeReaders: isText && isMine && kind === 'group' && (group?.memberCount ?? 0) <= readersMost,
  };
}
