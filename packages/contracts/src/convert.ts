import type { PublicUser } from './api/accounts.ts';
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
  };
}

type PlainMessage = Pick<
  ProtoMessage,
  'chatId' | 'seq' | 'senderId' | 'kind' | 'text' | 'clientId' | 'createdAtMs'
>;

/** A message as RPC tells it → as the API and the sockets show it. */
export function toApiMessage(message: PlainMessage): Message {
  return {
    chatId: message.chatId,
    seq: message.seq,
    senderId: message.senderId,
    kind: message.kind === 'system' ? 'system' : 'text',
    text: message.text,
    clientId: message.clientId,
    createdAt: new Date(message.createdAtMs).toISOString(),
  };
}
