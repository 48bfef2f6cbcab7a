import type { Chat, ClientState, PublicUser } from '@bridges/sdk';
import type { Translate } from '../i18n/translate.ts';

/** The name a chat is shown under. */
export function chatTitle(chat: Chat, peer: PublicUser | undefined, t: Translate): string {
  if (chat.kind === 'saved') return t('chats.saved');
  if (chat.kind === 'group') return chat.title ?? chat.handle ?? t('chats.group');
  return userName(peer, t);
}

/** Who is not known yet will be in a moment: not worth words that would be read and taken back. */
export function userName(user: PublicUser | undefined, t: Translate): string {
  return user?.displayName || user?.username || t('chat.unnamed');
}

/** The other user of a direct chat. */
export const peerOf = (chat: Chat, users: ClientState['users']): PublicUser | undefined =>
  chat.peerId === null ? undefined : users[chat.peerId];

/** Whether somebody is there to read what I write: not where the account of the other one is closed. */
export const mayWrite = (chat: Chat, users: ClientState['users']): boolean =>
  chat.canPost && peerOf(chat, users)?.isDeactivated !== true;
