import type { MessagesTelling, Telling, ToldMessage } from '../channels/channel.ts';
import { wordsOf } from './words.ts';
import type { BotWords } from './words.ts';

/** Formatting by place, not by markup: what people wrote is never read as anything but text. */
interface Entity {
  type: 'bold' | 'italic';
  offset: number;
  length: number;
}
export type Button = { text: string; callback_data: 'read' | 'mute' } | { text: string; url: string };

export interface BotText {
  text: string;
  entities: Entity[];
  keyboard: Button[][];
}

/** Ten of them with their names stay well below the 4,096 that Telegram takes. */
const excerptLength = 280;
const nameLength = 64;

export function tellingText(telling: Telling, publicUrl: string): BotText {
  const words = wordsOf(telling.locale);
  const lines = new Lines();
  if (telling.kind === 'entry') {
    lines.add(telling.title, 'bold');
    if (telling.text !== '') lines.add(shortened(telling.text, excerptLength * 4));
    return { ...lines.done(), keyboard: rowsOf([linkButton(words, publicUrl, telling.path)]) };
  }
  writeMessages(lines, telling, words);
  const newest = telling.messages.at(-1);
  const path = `/chat/${telling.chat.id}${newest ? `/${newest.seq}` : ''}`;
  return { ...lines.done(), keyboard: keyboardOf(words, linkButton(words, publicUrl, path)) };
}

/** The buttons below what is told of a chat; without "mute" once that was done. */
export function keyboardOf(words: BotWords, link: Button | undefined, isMuted = false): Button[][] {
  const acts: Button[] = [{ text: words.markRead, callback_data: 'read' }];
  if (!isMuted) acts.push({ text: words.mute, callback_data: 'mute' });
  return [acts, ...rowsOf([link])];
}

function writeMessages(lines: Lines, telling: MessagesTelling, words: BotWords): void {
  const { chat, messages, count } = telling;
  lines.add(shortened(chat.title, 200), 'bold');
  if (count > 1) lines.append(` · ${words.newMessages(count)}`);
  if (count > messages.length) lines.add(words.earlier(count - messages.length), 'italic');
  for (const message of messages) writeMessage(lines, message, chat.kind);
}

function writeMessage(lines: Lines, message: ToldMessage, kind: MessagesTelling['chat']['kind']): void {
  const text = shortened(message.text, excerptLength);
  if (kind !== 'group') return lines.add(text);
  lines.add(`${shortened(message.senderName, nameLength)}:`, 'bold');
  lines.append(` ${text}`);
}

/** Telegram refuses links to names that mean nothing outside, like `localhost`. */
export function linkButton(words: BotWords, publicUrl: string, path: string): Button | undefined {
  const url = URL.parse(publicUrl + path);
  return url?.hostname.includes('.') ? { text: words.open, url: url.href } : undefined;
}

const rowsOf = (buttons: (Button | undefined)[]): Button[][] =>
  buttons.flatMap((button) => (button ? [[button]] : []));

function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a pair is no character.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A text with the places of its formatting, counted as Telegram does: in UTF-16 units, as strings here. */
class Lines {
  #text = '';
  readonly #entities: Entity[] = [];

  add(line: string, type?: Entity['type']): void {
    if (this.#text !== '') this.#text += '\n';
    if (type && line !== '') this.#entities.push({ type, offset: this.#text.length, length: line.length });
    this.#text += line;
  }

  append(text: string): void {
    this.#text += text;
  }

  done(): { text: string; entities: Entity[] } {
    return { text: this.#text, entities: this.#entities };
  }
}
