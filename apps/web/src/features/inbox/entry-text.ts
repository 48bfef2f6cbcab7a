import type { ClientState, Notification } from '@bridges/sdk';
import type { Translate } from '../../i18n/translate.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle, peerOf, userName } from '../../store/chat-title.ts';
import { messageSummary } from '../../store/message-summary.ts';

export interface EntryText {
  /** Who did it, or what happened. */
  head: string;
  text: string;
  /** In which chat, on which device. */
  place: string | null;
}
type Held = Pick<ClientState, 'chats' | 'users'>;

/** An entry in words; of chats and people, only what I may see now. */
export function entryText(entry: Notification, held: Held, t: Translate): EntryText {
  const head = whoDid(entry, held, t);
  switch (entry.kind) {
    case 'messages':
      return newsText(entry, held, t);
    case 'mention': {
      const what = t(entry.details.isEveryone ? 'inbox.mentionEveryone' : 'inbox.mention');
      return { head, ...ofMessage(what, entry.details, held, t) };
    }
    case 'reply':
      return { head, ...ofMessage(t('inbox.reply'), entry.details, held, t) };
    case 'reaction': {
      const what = t('inbox.reaction', { emoji: entry.details.emoji });
      return { head, ...ofMessage(what, entry.details, held, t) };
    }
    case 'reminder':
      return { head: t('inbox.reminderTitle'), ...ofMessage(t('inbox.reminder'), entry.details, held, t) };
    case 'invitation':
      return { head, text: t('inbox.invitation', entry.details), place: null };
    case 'join_request': {
      const { title } = entry.details;
      return {
        head,
        text: t(entry.count > 1 ? 'inbox.joinRequests' : 'inbox.joinRequest', { title }),
        place: null,
      };
    }
    case 'added_to_group':
      return { head, text: t('inbox.added', entry.details), place: null };
    case 'removed_from_group': {
      const { title, isBanned } = entry.details;
      return { head: title, text: t(isBanned ? 'inbox.banned' : 'inbox.removed'), place: null };
    }
    case 'contact_request':
      return { head, text: t('inbox.contactRequest'), place: null };
    case 'contact_accepted':
      return { head, text: t('inbox.contactAccepted'), place: null };
    case 'new_sign_in': {
      const { device, address } = entry.details;
      return { head: t('inbox.signIn'), text: device, place: address };
    }
    case 'password_changed':
      return { head: t('inbox.passwordChanged'), text: t('inbox.passwordChangedHint'), place: null };
    case 'email_changed': {
      const { hasAddress } = entry.details;
      const title = t(hasAddress ? 'inbox.emailChanged' : 'inbox.emailRemoved');
      return { head: title, text: t('inbox.passwordChangedHint'), place: null };
    }
    case 'telegram_linked':
      return {
        head: t('inbox.telegramLinked'),
        text: t('inbox.telegramLinkedHint', entry.details),
        place: null,
      };
    case 'telegram_unlinked':
      return {
        head: t('inbox.telegramUnlinked'),
        text: t('inbox.telegramUnlinkedHint', entry.details),
        place: null,
      };
    case 'push_added':
      return { head: t('inbox.pushAdded'), text: t('inbox.pushAddedHint', entry.details), place: null };
  }
}

/** What happened to a message, and what it says: where it is held, for entries hold none of it. */
function ofMessage(
  what: string,
  { chatId, seq }: { chatId: string; seq: number },
  held: Held,
  t: Translate,
): Pick<EntryText, 'text' | 'place'> {
  const message = held.chats[chatId]?.messages.find((one) => one.seq === seq);
  const said = message?.kind === 'text' ? messageSummary(message, t) : '';
  return { text: said === '' ? what : `${what}: ${said}`, place: groupTitle(chatId, held, t) };
}

/** How much is new in a chat, and the last of it: what is held is newer than what the entry was told with. */
function newsText(entry: Extract<Notification, { kind: 'messages' }>, held: Held, t: Translate): EntryText {
  const { chatId, seq } = entry.details;
  const { chat } = held.chats[chatId] ?? {};
  const last = chat?.lastMessage ?? null;
  const isNewer = last !== null && last.kind === 'text' && last.seq > seq;
  const count = Math.max(entry.count, chat?.unreadCount ?? 0);
  const text = isNewer ? messageSummary(last, t) : entry.details.text;
  const author = userName(held.users[isNewer ? last.senderId : (entry.actorIds[0] ?? '')], t);
  const isGroup = chat?.kind === 'group';
  const said = isGroup ? `${author}: ${text}` : text;
  return {
    head: chat ? chatTitle(chat, peerOf(chat, held.users), t) : author,
    text: text === '' ? t('inbox.messages', { count }) : said,
    place: text === '' ? null : t('inbox.messages', { count }),
  };
}

/** Where a click on an entry leads; null: nowhere, it has said all. */
export function entryAddress(entry: Notification): string | null {
  switch (entry.kind) {
    case 'messages':
      return routes.chat(entry.details.chatId);
    case 'mention':
    case 'reply':
    case 'reaction':
    case 'reminder':
      return routes.message(entry.details.chatId, entry.details.seq);
    case 'invitation':
      return routes.invitations;
    case 'join_request':
      return routes.chatInfo(entry.details.chatId);
    case 'added_to_group':
      return routes.chat(entry.details.chatId);
    case 'removed_from_group':
      return null;
    case 'contact_request':
      return routes.contactsTab('requests');
    case 'contact_accepted':
      return routes.contacts;
    case 'new_sign_in':
    case 'password_changed':
      return routes.settingsTab('devices');
    case 'email_changed':
      return routes.settingsTab('profile');
    case 'telegram_linked':
    case 'telegram_unlinked':
    case 'push_added':
      return routes.settingsTab('notifications');
  }
}

function whoDid({ actorIds, count }: Notification, { users }: Held, t: Translate): string {
  const [first, second] = actorIds.map((id) => userName(users[id], t));
  if (first === undefined) return '';
  if (count === 2 && second !== undefined) return t('inbox.two', { one: first, other: second });
  return count > 1 ? t('inbox.more', { name: first, count: count - 1 }) : first;
}

/** A direct chat has its person's name already. */
function groupTitle(chatId: string, { chats, users }: Held, t: Translate): string | null {
  const chat = chats[chatId]?.chat;
  return chat && chat.kind !== 'direct' ? chatTitle(chat, peerOf(chat, users), t) : null;
}
