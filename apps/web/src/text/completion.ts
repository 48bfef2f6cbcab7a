/** What can be completed while one writes. */
export type CompletionKind = 'mention' | 'emoji' | 'chat' | 'command';

export interface Completion {
  kind: CompletionKind;
  /** What was typed after the sign. */
  query: string;
  /** Where the sign stands; the caret is the end. */
  start: number;
}

const token = /(?<sign>[@:#])(?<query>[\p{L}\p{M}\p{N}_.+-]{0,32})$/u;
const kinds: Readonly<Record<string, CompletionKind>> = { '@': 'mention', ':': 'emoji', '#': 'chat' };

/** What is being typed just before the caret, if something can be offered for it. */
export function completionAt(text: string, caret: number): Completion | null {
  const before = text.slice(Math.max(0, caret - 40), caret);
  const command = caret <= 33 ? /^\/(\p{L}{0,32})$/u.exec(text.slice(0, caret)) : null;
  if (command) return { kind: 'command', query: command[1] ?? '', start: 0 };
  const match = token.exec(before);
  const { sign = '', query = '' } = match?.groups ?? {};
  const kind = kinds[sign];
  if (!match || !kind) return null;
  // Inside a word it is an address, a time or a smiley; ":" alone is a colon.
  const previous = before.charAt(match.index - 1);
  if (previous !== '' && !/[\s(["'«„]/.test(previous)) return null;
  if (kind === 'emoji' && (query.length < 2 || !/^[\p{L}_+]/u.test(query))) return null;
  return { kind, query, start: caret - sign.length - query.length };
}

/** The text with the offered words in place of what was typed, and where the caret goes. */
export function complete(
  text: string,
  { start }: Completion,
  caret: number,
  words: string,
): { text: string; caret: number } {
  const rest = text.slice(caret);
  const insert = /^\s/.test(rest) ? words : `${words} `;
  const at = start + insert.length + (insert === words ? 1 : 0);
  return {
    text: text.slice(0, start) + insert + rest,
    caret: Math.min(at, start + insert.length + rest.length),
  };
}
