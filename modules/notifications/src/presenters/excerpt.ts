import { messageContent } from '@bridges/contracts';
import { parseMarkdown, plainText } from '@bridges/contracts/markdown';
import type { Message } from '@bridges/contracts/proto';
import { wordsIn } from './words.ts';
import type { Locale } from './words.ts';

const lengthMost = 300;

/** What is shown of a message outside the app: without markup, spoilers stay hidden; never empty. */
export function excerptOf(
  { text, contentJson }: Pick<Message, 'text' | 'contentJson'>,
  locale: Locale,
): string {
  const said = plainText(parseMarkdown(text)).trim();
  if (said !== '') return cut(said);
  const words = wordsIn(locale);
  if (contentJson === '') return words.message;
  const content = messageContent.safeParse(JSON.parse(contentJson));
  if (!content.success) return words.message;
  const { attachments: [attachment] = [], poll } = content.data;
  if (poll) return cut(`${words.poll}: ${poll.question}`);
  switch (attachment?.kind) {
    case 'image':
      return words.photo;
    case 'video':
      return words.video;
    case 'voice':
      return words.voice;
    case 'audio':
      return words.audio;
    case 'file':
      return cut(`${words.file}: ${attachment.name}`);
    default:
      return words.message;
  }
}

/** Never through the middle of a character. */
function cut(text: string): string {
  if (text.length <= lengthMost) return text;
  return `${text
    .slice(0, lengthMost)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}
