import { parseMarkdown, plainText } from '@bridges/contracts/markdown';
import type { Attachment, Message } from '@bridges/sdk';
import type { Translate } from '../i18n/translate.ts';

const plain = new WeakMap<Message, string>();

/** The text of a message without its formatting, short enough for a line; spoilers stay hidden. */
function plainOf(message: Message): string {
  let text = plain.get(message);
  if (text === undefined) {
    text = plainText(parseMarkdown(message.text.slice(0, 1000))).slice(0, 300);
    plain.set(message, text);
  }
  return text;
}

/** A message in one line: its text, or what it holds instead. System messages are said by `systemText`. */
export function messageSummary(message: Message, t: Translate): string {
  if (message.kind === 'deleted') return t('message.deletedOne');
  if (message.kind === 'hidden') return t('message.notForYou');
  const text = plainOf(message).replace(/\s+/g, ' ').trim();
  const what =
    attachmentsWord(message.attachments ?? [], t) ??
    (message.poll ? `${t('poll.poll')}: ${message.poll.question}` : null);
  if (what === null) return text;
  return text === '' ? what : `${what}, ${text}`;
}

/** Files in a word or two; null: there are none. */
export function attachmentsWord(attachments: readonly Attachment[], t: Translate): string | null {
  const [first] = attachments;
  if (!first) return null;
  if (attachments.length > 1) return t('message.attachments', { count: attachments.length });
  return first.kind === 'file' ? first.name : t(`message.kind_${first.kind}`);
}
