/** A piece of code and what it is; `plain` is everything else. */
export interface CodeToken {
  kind: 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'name';
  text: string;
}

const families = {
  c: {
    languages:
      'js jsx ts tsx javascript typescript json json5 java kotlin kt c h cpp c++ cc cs csharp go rust rs swift php dart scala css scss less proto solidity',
    comment: String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`,
  },
  hash: {
    languages:
      'py python rb ruby sh bash zsh shell console yaml yml toml ini conf env dockerfile docker makefile make perl r elixir nginx',
    comment: String.raw`(?<![\S])#[^\n]*`,
  },
  dash: { languages: 'sql psql postgres postgresql lua haskell hs', comment: String.raw`--[^\n]*` },
  markup: { languages: 'html xml svg vue markdown md', comment: String.raw`<!--[\s\S]*?(?:-->|$)` },
} as const;

const keywords = new Set(
  `abstract and any as assert async await begin bool boolean break by case catch char class const continue create
  cursor def default defer del delete desc die do double drop elif else elsif end enum except export extends
  extern false final finally float fn for foreach from func function go goto group having if impl implements
  import in index inner insert int interface into is join key lambda left let limit long loop match mod module
  mut namespace new nil none not null of on or order outer package pass primary private protected pub public
  raise range readonly record ref return returning right select self set short sizeof static string struct super
  switch table then this throw trait true try type typedef typeof undefined union unless unsigned until update
  use using val values var virtual void volatile when where while with yield`
    .split(/\s+/)
    .filter(Boolean),
);

const strings = String.raw`"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|` + '`(?:\\\\.|[^`\\\\])*`?';
const numbers = String.raw`\b(?:0x[\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)\b`;
const words = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;

function patternOf(language: string | null): RegExp {
  const family = Object.values(families).find((one) => one.languages.split(' ').includes(language ?? ''));
  const comment = family?.comment ?? families.c.comment;
  return new RegExp(
    `(?<comment>${comment})|(?<string>${strings})|(?<number>${numbers})|(?<word>${words})`,
    'giu',
  );
}

/** Colours for code, guessed by what most languages share: one pass, no nesting, so that nothing can run away. */
export function highlight(code: string, language: string | null): CodeToken[] {
  const tokens: CodeToken[] = [];
  const add = (kind: CodeToken['kind'], text: string) => {
    const last = tokens.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text !== '') tokens.push({ kind, text });
  };
  let end = 0;
  for (const match of code.matchAll(patternOf(language))) {
    add('plain', code.slice(end, match.index));
    end = match.index + match[0].length;
    const { comment, string, number, word } = match.groups ?? {};
    if (comment !== undefined) add('comment', comment);
    else if (string !== undefined) add('string', string);
    else if (number !== undefined) add('number', number);
    else if (word !== undefined) add(kindOf(word, code.charAt(end)), word);
  }
  add('plain', code.slice(end));
  return tokens;
}

function kindOf(word: string, next: string): CodeToken['kind'] {
  if (keywords.has(word) || keywords.has(word.toLowerCase())) return 'keyword';
  return next === '(' ? 'name' : 'plain';
}
