import { html, letterButton, letterLink, letterPage, letterTitle } from '@bridges/kit';
import type { Letter, SafeHtml } from '@bridges/kit';
import type { EntryTelling, MessagesTelling, Telling, ToldMessage } from '../channels/channel.ts';
import { counted, digestWords } from './digest-words.ts';
import { mergeTellings } from './merge-tellings.ts';

export interface Digest {
  /** Of the letter. */
  id: string;
  to: { address: string; name: string };
  language: 'en' | 'ru';
  timeZone: string;
  tellings: readonly Telling[];
  publicUrl: string;
  unsubscribeToken: string;
}

/** Everything that waits for a person, as one letter: the conversations, and what else happened. */
export function toDigestLetter(digest: Digest): Letter {
  const { id, to, language, publicUrl, unsubscribeToken } = digest;
  const tellings = mergeTellings(digest.tellings).toSorted(
    (one, other) => Number(other.kind === 'entry') - Number(one.kind === 'entry'),
  );
  const words = digestWords[language];
  const subject = subjectOf(language, tellings);
  const settingsUrl = `${publicUrl}/settings/notifications`;
  const leaveUrl = `${publicUrl}/unsubscribe?token=${unsubscribeToken}`;
  const isTest = tellings.every((telling) => telling.isTest);
  return {
    id,
    to,
    subject,
    language,
    unsubscribeUrl: `${publicUrl}/api/notifications/unsubscribe?token=${unsubscribeToken}`,
    text: [
      ...(isTest ? [] : [words.lead]),
      ...tellings.map((telling) => textOf(digest, telling)),
      `-- \n${words.reason}\n${words.settings}: ${settingsUrl}\n${words.unsubscribe}: ${leaveUrl}`,
    ].join('\n\n'),
    html: letterPage({
      language,
      title: subject,
      preview: previewOf(tellings),
      body: html`${tellings.map((telling) => htmlOf(digest, telling))}`,
      footer: html`${words.reason}<br />${letterLink(words.settings, settingsUrl)} ·
        ${letterLink(words.unsubscribe, leaveUrl)}`,
    }),
  };
}

/** What happened besides comes first: it may be a danger to her account. */
function subjectOf(language: 'en' | 'ru', tellings: readonly Telling[]): string {
  const entries = tellings.filter((telling) => telling.kind === 'entry');
  const chats = tellings.filter((telling) => telling.kind === 'messages');
  const [entry] = entries;
  const news =
    entry && entries.length === 1
      ? entry.title
      : counted(language, digestWords[language].news, entries.length);
  return [...(entry ? [news] : []), ...(chats.length > 0 ? [chatsIn(language, chats)] : [])].join(' · ');
}

function chatsIn(language: 'en' | 'ru', chats: readonly MessagesTelling[]): string {
  const words = digestWords[language];
  const total = chats.reduce((sum, { count }) => sum + count, 0);
  const messages = counted(language, words.messages, total);
  const [only] = chats;
  if (chats.length > 1 || !only)
    return words.several
      .replace('{messages}', () => messages)
      .replace('{chats}', () => counted(language, words.chats, chats.length));
  const isMentioned = only.chat.kind === 'group' && only.messages.some(({ isMention }) => isMention);
  return (isMentioned ? words.mentionedIn : words.from)
    .replace('{messages}', () => messages)
    .replace('{title}', () => only.chat.title);
}

function previewOf([first]: readonly Telling[]): string {
  if (!first) return '';
  if (first.kind === 'entry') return first.text;
  const last = first.messages.at(-1);
  return last ? `${last.senderName}: ${last.text}` : '';
}

const hidden = ({ count, messages }: MessagesTelling): number => Math.max(0, count - messages.length);

function chatUrl(publicUrl: string, { chat, messages }: MessagesTelling): string {
  return `${publicUrl}/chat/${chat.id}/${messages[0]?.seq ?? ''}`;
}

function textOf({ language, publicUrl, timeZone }: Digest, telling: Telling): string {
  const words = digestWords[language];
  if (telling.kind === 'entry') return `* ${telling.title}\n${telling.text}\n${publicUrl}${telling.path}`;
  const more = hidden(telling);
  return [
    `* ${telling.chat.title}`,
    ...(more > 0 ? [`(${counted(language, words.more, more)})`] : []),
    ...telling.messages.map((message) => {
      const mark = message.isMention ? ` (${words.mentioned})` : '';
      return `${message.senderName}, ${timeOf(message, language, timeZone)}${mark}:\n${indented(message.text)}`;
    }),
    `${words.openChat}: ${chatUrl(publicUrl, telling)}`,
  ].join('\n');
}

/** So that nothing anybody wrote looks like a part of the letter. */
const indented = (text: string): string => text.replaceAll(/^/gm, '  ');

function htmlOf(digest: Digest, telling: Telling): SafeHtml {
  return telling.kind === 'entry' ? entryHtml(digest, telling) : chatHtml(digest, telling);
}

function entryHtml({ language, publicUrl }: Digest, { title, text, path }: EntryTelling): SafeHtml {
  return html`<div style="margin:0 0 26px;">
    ${letterTitle(title)}
    <p style="margin:0 0 14px;">${text}</p>
    ${letterButton(digestWords[language].open, publicUrl + path)}
  </div>`;
}

function chatHtml(digest: Digest, telling: MessagesTelling): SafeHtml {
  const { language, publicUrl } = digest;
  const words = digestWords[language];
  const more = hidden(telling);
  return html`<div style="margin:0 0 26px;">
    ${letterTitle(telling.chat.title)}${
      more > 0
        ? html`<p class="quiet" style="margin:0 0 10px;font-size:14px;color:#5b6b78;">
            ${counted(language, words.more, more)}
          </p>`
        : html``
    }${telling.messages.map((message, index) => messageHtml(digest, message, telling.messages[index - 1]))}${letterButton(words.openChat, chatUrl(publicUrl, telling))}
  </div>`;
}

function messageHtml(
  { language, timeZone }: Digest,
  message: ToldMessage,
  former: ToldMessage | undefined,
): SafeHtml {
  const time = timeOf(message, language, timeZone);
  // Of one who goes on the name stands once.
  const isNext = former?.senderId === message.senderId && timeOf(former, language, timeZone) === time;
  const mark = message.isMention ? html` · <b>${digestWords[language].mentioned}</b>` : html``;
  const head = html`<div class="quiet" style="margin:12px 0 4px;font-size:13px;color:#5b6b78;">
    <b class="ink" style="color:#17212b;">${message.senderName}</b> · ${time}${mark}
  </div>`;
  return html`${isNext && !message.isMention ? html`` : head}
    <div style="margin:0 0 4px;">
      <div class="bubble ink" style="${bubble}">${lines(message.text)}</div>
    </div>`;
}

const bubble =
  'display:inline-block;box-sizing:border-box;max-width:100%;padding:7px 12px;border-radius:12px;background:#eef3f7;color:#17212b;overflow-wrap:anywhere;';

/** Line breaks as elements: what is blank between elements means nothing then. */
const lines = (text: string): SafeHtml[] =>
  text.split('\n').map((line, index) => (index === 0 ? html`${line}` : html`<br />${line}`));

function timeOf({ sentAt }: ToldMessage, language: 'en' | 'ru', timeZone: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return format.format(new Date(sentAt));
}
