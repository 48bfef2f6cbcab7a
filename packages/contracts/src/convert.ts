import type { PublicUser } from './api/accounts.ts';
import type { MessageContent } from './api/message-parts.ts';
import type { Message } from './api/messages.ts';
import type { Message as ProtoMessage, User } from './proto.ts';

/** A user as RPC tells her → as the API shows her. */
export function toPublicUser(user: User): PublicUser {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    bio: user.bio,
    birthday: user.birthday === '' ? null : user.birthday,
    statusMessage: user.statusMessage,
    isAdmin: user.isAdmin,
    joinedAt: new Date(user.joinedAtMs).toISOString(),
    lastSeenAt: user.lastSeenAtMs === 0 ? null : new Date(user.lastSeenAtMs).toISOString(),
    avatarFileId: user.avatarFileId === '' ? null : user.avatarFileId,
    ...(user.isDeactivated ? { isDeactivated: true } : {}),
  };
}

type PlainMessage = Pick<
  ProtoMessage,
  'chatId' | 'seq' | 'senderId' | 'kind' | 'text' | 'clientId' | 'createdAtMs'
> &
  Partial<Pick<ProtoMessage, 'contentJson' | 'rev' | 'editedAtMs'>>;

/** A message as RPC tells it → as the API and the sockets show it. */
export function toApiMessage(message: PlainMessage): Message {
  const { contentJson = '', rev = 0, editedAtMs = 0 } = message;
  return {
    chatId: message.chatId,
    seq: message.seq,
    senderId: message.senderId,
    kind: message.kind === 'system' || message.kind === 'deleted' ? message.kind : 'text',
    text: message.text,
    clientId: message.clientId,
    createdAt: new Date(message.createdAtMs).toISOString(),
    ...(rev === 0 ? {} : { rev }),
    ...(editedAtMs === 0 ? {} : { editedAt: new Date(editedAtMs).toISOString() }),
    ...(contentJson === '' ? {} : presentContent(JSON.parse(contentJson))),
  };
}

/** What a message's row keeps → what its readers see of it. A poll begins without votes. */
export function presentContent(content: MessageContent): Partial<Message> {
  const { poll, hasNoPreview: _own, ...parts } = content;
  if (poll === undefined) return parts;
  const { options, isClosed = false, ...rest } = poll;
  return {
    ...parts,
    poll: { ...rest, isClosed, options: options.map((text) => ({ text, voteCount: 0 })), voterCount: 0 },
  };
}
