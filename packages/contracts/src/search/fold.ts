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
  return text.replaceAll(clusters, foldOnce);
}

/** The letters of both languages, folded beforehand. */
const known: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 0x500 - 32 }, (_, at) => String.fromCodePoint(at + 32))
    .filter((point) => !marks.test(point))
    .map((point) => [point, foldCluster(point)]),
);

function foldOnce(cluster: string): string {
  return known.get(cluster) ?? foldCluster(cluster);
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

const runs = /[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu;

/** The words of a folded text. */
export function wordsOf(folded: string): string[] {
  return folded.match(runs) ?? [];
}

/** The same with their places. */
export function wordPlaces(folded: string): Word[] {
  return Array.from(folded.matchAll(runs), ({ 0: text, index }) => ({ text, start: index }));
}
