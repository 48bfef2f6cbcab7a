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
  const words = wordsIn(locale);
  const said = [held(contentJson, words), plainText(parseMarkdown(text)).trim()].filter(
    (part) => part !== '',
  );
  return said.length === 0 ? words.message : cut(said.join(', '));
}

/** What a message holds besides its text, as lists of chats name it. */
function held(contentJson: string, words: ReturnType<typeof wordsIn>): string {
  if (contentJson === '') return '';
  const content = messageContent.safeParse(JSON.parse(contentJson));
  if (!content.success) return '';
  const { attachments = [], poll } = content.data;
  if (poll) return `${words.poll}: ${poll.question}`;
  const [first] = attachments;
  if (!first) return '';
  if (attachments.length > 1) return words.files(attachments.length);
  if (first.kind === 'file') return `${words.file}: ${first.name}`;
  return { image: words.photo, video: words.video, voice: words.voice, audio: words.audio }[first.kind];
}

/** Never through the middle of a character. */
function cut(text: string): string {
  if (text.length <= lengthMost) return text;
  return `${text
    .slice(0, lengthMost)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}
