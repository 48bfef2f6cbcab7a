import type { Inline } from './ast.ts';
import { bareLinkAt, safeUrl } from './links.ts';

/** What a line's text falls into before pairs are sought in it. */
export type Token =
  | { is: 'node'; node: Inline }
  | { is: 'run'; letter: string; length: number; canOpen: boolean; canClose: boolean }
  | { is: 'open' }
  /** A `]`; with the address in parentheses after it, if one may link there. */
  | { is: 'close'; url: string | null; written: string };

const escapable = new Set('\\`*_~|[]()>#@-+.!');
const mention = /@([a-zA-Z0-9][a-zA-Z0-9_.-]{0,31}|все)(?![\p{L}\p{N}])/uy;
const special = /[\\`*_~|[\]@hHwW\n]/g;

/** Splits the text of a paragraph; each place is looked at a fixed number of times, whatever it holds. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const codeEnds = matchCode(source);
  const parentheses = matchParentheses(source);
  let textFrom = 0;
  let at = 0;
  const add = (token: Token | undefined, length: number) => {
    if (at > textFrom) tokens.push(textToken(source.slice(textFrom, at)));
    if (token) tokens.push(token);
    at += length;
    textFrom = at;
  };
  while (at < source.length) {
    special.lastIndex = at;
    const found = special.exec(source);
    if (!found) break;
    at = found.index;
    const letter = found[0];
    if (letter === '\n') add({ is: 'node', node: { type: 'break' } }, 1);
    else if (letter === '\\' && escapable.has(source.charAt(at + 1))) {
      // The backslash goes, what follows it begins the next text.
      add(undefined, 1);
      at++;
    } else if (letter === '`') {
      const length = runLength(source, at);
      const end = codeEnds.get(at);
      if (end === undefined) at += length;
      else
        add(
          { is: 'node', node: { type: 'code', text: codeText(source.slice(at + length, end)) } },
          end + length - at,
        );
    } else if ('*_~|'.includes(letter)) {
      const length = runLength(source, at);
      if (isRun(letter, length)) add(toRun(source, at, length), length);
      else at += length;
    } else if (letter === '[') add({ is: 'open' }, 1);
    else if (letter === ']') {
      const end = source.charAt(at + 1) === '(' ? parentheses.get(at + 1) : undefined;
      const written = end === undefined ? '' : source.slice(at + 2, end);
      const url = safeUrl(written);
      add({ is: 'close', url, written }, url === null ? 1 : written.length + 3);
    } else {
      const { node, length } = wordBefore(source, at) ? nothing : atWord(source, at, letter);
      if (node) add({ is: 'node', node }, length);
      else at += Math.max(length, 1);
    }
  }
  at = source.length;
  add(undefined, 0);
  return tokens;
}

export function textToken(text: string): Token {
  return { is: 'node', node: { type: 'text', text } };
}

const nothing = { node: null, length: 0 };

/** A mention or a bare address that begins here; `length`: what it takes, or what was looked at in vain. */
function atWord(source: string, at: number, letter: string): { node: Inline | null; length: number } {
  if (letter === '@') {
    mention.lastIndex = at;
    const text = mention.exec(source)?.[0].replace(/[.-]+$/, '') ?? '';
    if (text.length < 2) return nothing;
    return { node: { type: 'mention', username: text.slice(1).toLowerCase(), text }, length: text.length };
  }
  const { link, length } = bareLinkAt(source, at);
  if (!link) return { node: null, length };
  return { node: { type: 'link', url: link.url, children: [{ type: 'text', text: link.text }] }, length };
}

function runLength(source: string, at: number): number {
  const letter = source.charAt(at);
  let end = at;
  while (source.charAt(end) === letter) end++;
  return end - at;
}

function isRun(letter: string, length: number): boolean {
  return letter === '*' || letter === '_' ? length <= 3 : length === 2;
}

/** Opens before a word and closes after one; `_` never within one, as in snake_case. */
function toRun(source: string, at: number, length: number): Token {
  const letter = source.charAt(at);
  const before = kindBefore(source, at);
  const after = kindAt(source, at + length);
  // Spoilers and strikes may begin and end anywhere but at white space.
  const isPair = letter === '~' || letter === '|';
  const isWordy = letter === '_';
  return {
    is: 'run',
    letter,
    length,
    canOpen: isPair ? after !== 'space' : leans(after, before) && !(isWordy && before === 'word'),
    canClose: isPair ? before !== 'space' : leans(before, after) && !(isWordy && after === 'word'),
  };
}

/** Whether a mark belongs to the text on its near side: it touches it, and a word rather than punctuation. */
function leans(near: Kind, far: Kind): boolean {
  return near !== 'space' && (near === 'word' || far !== 'word');
}

type Kind = 'space' | 'mark' | 'word';

function kindOf(code: number): Kind {
  if (code < 128) {
    if (code <= 32) return 'space';
    const isWord = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    return isWord ? 'word' : 'mark';
  }
  const letter = String.fromCodePoint(code);
  return letter.trim() === '' ? 'space' : /[\p{P}\p{S}]/u.test(letter) ? 'mark' : 'word';
}

const kindAt = (source: string, at: number) => kindOf(source.codePointAt(at) ?? 32);

function kindBefore(source: string, at: number): Kind {
  if (at === 0) return 'space';
  const code = source.charCodeAt(at - 1);
  return kindAt(source, code >= 0xdc00 && code <= 0xdfff && at > 1 ? at - 2 : at - 1);
}

/** A name or an address begins nowhere within a word, nor behind an `@` or a slash. */
function wordBefore(source: string, at: number): boolean {
  const before = source.charAt(at - 1);
  return before === '@' || before === '/' || before === '_' || kindBefore(source, at) === 'word';
}

/** Where each run of backticks ends its code: at the next run of its length. */
function matchCode(source: string): Map<number, number> {
  const ends = new Map<number, number>();
  if (!source.includes('`')) return ends;
  const next = new Map<number, number>();
  for (const run of [...source.matchAll(/`+/g)].reverse()) {
    const end = next.get(run[0].length);
    if (end !== undefined) ends.set(run.index, end);
    next.set(run[0].length, run.index);
  }
  return ends;
}

function codeText(text: string): string {
  const line = text.replaceAll('\n', ' ');
  const isPadded = line.startsWith(' ') && line.endsWith(' ') && line.trim() !== '';
  return isPadded ? line.slice(1, -1) : line;
}

/** Where each parenthesis closes, if before white space. */
function matchParentheses(source: string): Map<number, number> {
  const closes = new Map<number, number>();
  if (!source.includes('](')) return closes;
  let open: number[] = [];
  for (const { 0: letter, index } of source.matchAll(/[()\s]/g)) {
    if (letter === '(') open.push(index);
    else if (letter === ')') {
      const from = open.pop();
      if (from !== undefined) closes.set(from, index);
    } else open = [];
  }
  return closes;
}
