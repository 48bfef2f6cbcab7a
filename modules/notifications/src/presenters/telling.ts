import type { Notification } from '@bridges/contracts';
import type { UnreadAnswer } from '@bridges/contracts/proto';
import type { EntryTelling, MessagesTelling } from '../channels/channel.ts';
import { excerptOf } from './excerpt.ts';
import { wordsIn } from './words.ts';
import type { Locale } from './words.ts';

interface Base {
  id: string;
  userId: string;
  locale: Locale;
  nameOf: (userId: string) => string;
}

/** What is unread of a chat → what a channel tells. The answer holds messages. */
export function presentMessagesTelling(
  { id, userId, locale, nameOf }: Base,
  chatId: string,
  unread: UnreadAnswer,
): MessagesTelling {
  const words = wordsIn(locale);
  const name = (of: string) => nameOf(of) || words.somebody;
  const kind = unread.kind === 'direct' || unread.kind === 'saved' ? unread.kind : 'group';
  const title = { direct: () => name(unread.peerId), saved: () => words.saved, group: () => unread.title }[
    kind
  ]();
  return {
    kind: 'messages',
    id,
    userId,
    locale,
    isTest: false,
    unreadTotal: unread.unreadTotal,
    chat: { id: chatId, kind, title: title || words.appName },
    messages: unread.messages.flatMap(({ message, isMention }) =>
      message
        ? [
            {
              seq: message.seq,
              senderId: message.senderId,
              senderName: name(message.senderId),
              text: excerptOf(message, locale),
              sentAt: new Date(message.createdAtMs).toISOString(),
              isMention,
            },
          ]
        : [],
    ),
    count: unread.count,
  };
}

/** An inbox entry → what a channel tells. */
export function presentEntryTelling(
  { id, userId, locale, nameOf }: Base,
  entry: Notification,
  unreadTotal: number,
): EntryTelling {
  const words = wordsIn(locale);
  const [actor] = entry.actorIds;
  const who = (actor !== undefined && nameOf(actor)) || words.somebody;
  const said = words.entry(entry, who);
  return {
    kind: 'entry',
    id,
    userId,
    locale,
    isTest: false,
    unreadTotal,
    entryId: entry.id,
    title: oneLine(said.title),
    text: oneLine(said.text),
    path: '/inbox',
  };
}

export function presentTest({ id, userId, locale }: Omit<Base, 'nameOf'>): EntryTelling {
  const { testTitle: title, testText: text } = wordsIn(locale);
  return {
    kind: 'entry',
    id,
    userId,
    locale,
    isTest: true,
    unreadTotal: 0,
    entryId: id,
    title,
    text,
    path: '/',
  };
}

/** Names that people chose may hold anything. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
