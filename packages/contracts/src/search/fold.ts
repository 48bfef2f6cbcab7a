/**
 * Text as it is compared: lower case, without accents, `ё` as `е`, every white space a space. `й` stays itself: it
 * is another letter, not an accented one.
 */
export interface Folded {
  text: string;
  /** Where each unit of `text` began in the original, and at the end where that ended. */
  starts: readonly number[];
}

const marks = /\p{M}/u;
/** Soft hyphens, joiners, marks of direction: format characters. Variation selectors are marks. */
const invisible = /\p{Cf}/u;
/** A letter with what is written over it, or any one code point. */
const clusters = /\P{M}\p{M}*|\p{M}/gsu;

function foldCluster(cluster: string): string {
  if (/^[\s\p{Cc}]/u.test(cluster)) return ' ';
  let folded = '';
  for (const point of cluster.normalize('NFKC').toLowerCase().normalize('NFC')) {
    if (invisible.test(point) || marks.test(point)) continue;
    if (point === 'ё') folded += 'е';
    else if (/\p{Script=Latin}/u.test(point)) folded += point.normalize('NFD').replaceAll(/\p{M}/gu, '');
    else if (/[‘’ʼ`´]/u.test(point)) folded += "'";
    else if (/[«»“”„]/u.test(point)) folded += '"';
    else if (/[‐-―−]/u.test(point)) folded += '-';
    else folded += /[\s\p{Cc}]/u.test(point) ? ' ' : point;
  }
  return folded;
}

/** What is folded into itself but for its case, which is nearly all that people write. */
const isPlain = /^[ -_a-~А-Яа-я]*$/;

/** Without places: enough to compare. */
export function fold(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase();
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const unit = known[text.charCodeAt(at)];
    // A mark belongs to the letter before it, which may have been folded already.
    if (unit === undefined) return text.replaceAll(clusters, foldOnce);
    folded += unit;
  }
  return folded;
}

/** Letters of both languages and signs of printed texts, folded beforehand; what has no place here is looked at closer. */
const known: readonly (string | undefined)[] = Array.from({ length: 0x2060 }, (_, code) => {
  const isCommon = (code >= 0x20 && code < 0x500) || code >= 0x2010 || code === 0x0a;
  const point = String.fromCharCode(code);
  return isCommon && !marks.test(point) ? foldCluster(point) : undefined;
});

function foldOnce(cluster: string): string {
  return (cluster.length === 1 ? known[cluster.charCodeAt(0)] : undefined) ?? foldCluster(cluster);
}

/** With places, to show in the original what was found in the folded. */
export function foldWithPlaces(text: string): Folded {
  let folded = '';
  const starts: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(clusters)) {
    const part = foldOnce(cluster);
    for (let at = 0; at < part.length; at++) starts.push(index);
    folded += part;
  }
  starts.push(text.length);
  return { text: folded, starts };
}

/** A run of letters and digits, or one emoji. */
export interface Word {
  text: string;
  start: number;
}

const unasked = 2;
const runs = /[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu;

/** What the units of most folded texts are: 1 of a word, 0 between words; others are asked for by pattern. */
const isOfWord = Uint8Array.from({ length: 0x450 }, (_, code) => {
  const isPlainCode = (code >= 0x20 && code < 0x7f) || code >= 0x430;
  return isPlainCode ? Number(/[\p{L}\p{N}]/u.test(String.fromCharCode(code))) : unasked;
});

/** The words of a folded text. */
export function wordsOf(folded: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at < folded.length; at++) {
    const kind = isOfWord[folded.charCodeAt(at)] ?? unasked;
    if (kind === unasked) return folded.match(runs) ?? [];
    if (kind === 1) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      words.push(folded.slice(start, at));
      start = -1;
    }
  }
  if (start >= 0) words.push(folded.slice(start));
  return words;
}

/** The same with their places. */
export function wordPlaces(folded: string): Word[] {
  return Array.from(folded.matchAll(runs), ({ 0: text, index }) => ({ text, start: index }));
}
