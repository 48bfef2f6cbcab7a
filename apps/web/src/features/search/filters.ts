import { filterNames, parseQuery } from '@bridges/contracts/search';
import type { FilterName } from '@bridges/contracts/search';
import type { SearchOptions } from '@bridges/sdk';

/** A filter of a search, shown as a chip. */
export interface Chip {
  readonly kind: FilterName;
  /** As written, or an id. */
  readonly value: string;
  /** Whom or what an id means. */
  readonly label?: string;
}

/** A filter that is still being written at the end of the text. */
export interface Pending {
  readonly kind: FilterName;
  readonly value: string;
  /** Where it begins. */
  readonly at: number;
}

export const uuidPattern = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const finished = /(^|\s)([a-zа-яё]+):("[^"]+"|«[^»]+»|[^\s"«]+)(?=\s)/giu;
const unfinished = /(?:^|\s)([a-zа-яё]+):("[^"]*"?|«[^»]*»?|[^\s"«]*)$/iu;
const unquoted = (value: string): string => value.replace(/^"([^"]*)"?$|^«([^»]*)»?$/u, '$1$2');

const days = () => ({ nowMs: Date.now(), utcOffset: -new Date().getTimezoneOffset() });
const nameOf = (written: string): FilterName | undefined => {
  const key = written.toLowerCase();
  return Object.hasOwn(filterNames, key) ? filterNames[key] : undefined;
};

/** The chips that one filter stands for; none if its value can't be right. */
export function chipsOf(kind: FilterName, value: string): Chip[] {
  const plain = unquoted(value).trim();
  const { problems, has } = parseQuery('', { [kind]: plain }, days());
  if (problems.length > 0) return [];
  if (kind === 'has') return has.map((what) => ({ kind, value: what }));
  if (kind === 'is') return [{ kind, value: 'pinned' }];
  return [{ kind, value: kind === 'from' || kind === 'in' ? plain.replace(/^@/, '') : plain }];
}

/** Filters that are written to their end, by the white space after them, become chips; the rest stays text. */
export function takeChips(text: string): { text: string; chips: Chip[] } {
  const chips: Chip[] = [];
  const rest = text.replaceAll(finished, (whole: string, before: string, name: string, value: string) => {
    const kind = nameOf(name);
    const made = kind ? chipsOf(kind, value) : [];
    chips.push(...made);
    return made.length > 0 ? before : whole;
  });
  return { text: chips.length > 0 ? rest.replaceAll(/\s+/g, ' ').trimStart() : rest, chips };
}

/** The words alone. */
export const withoutFilters = (text: string): string =>
  `${text} `
    .replaceAll(finished, (whole: string, before: string, name: string) => (nameOf(name) ? before : whole))
    .replaceAll(/\s+/g, ' ')
    .trim();

export function pendingOf(text: string): Pending | null {
  const match = unfinished.exec(text);
  const kind = nameOf(match?.[1] ?? '');
  if (!match || !kind) return null;
  return { kind, value: unquoted(match[2] ?? ''), at: match.index + match[0].search(/\S/) };
}

/** One of each, except for what a message may hold several of. */
export function addChips(chips: readonly Chip[], more: readonly Chip[]): Chip[] {
  const all = [...chips];
  for (const chip of more) {
    const at = all.findIndex(({ kind, value }) =>
      chip.kind === 'has' ? kind === 'has' && value === chip.value : kind === chip.kind,
    );
    if (at < 0) all.push(chip);
    else all[at] = chip;
  }
  return all;
}

/** The words that people and groups are looked for by. */
export function wordsIn(text: string): string {
  const pending = pendingOf(text);
  return (pending ? text.slice(0, pending.at) : text).trim();
}

/** Where and when alone are no question: that would be all that was ever written. */
export const isQuestion = (words: string, chips: readonly Chip[]): boolean =>
  words.length >= (chips.length > 0 ? 1 : 2) ||
  chips.some(({ kind }) => kind === 'from' || kind === 'has' || kind === 'is');

/** What to ask of the server; null: nothing yet. A filter that is half written says nothing. */
export function optionsOf(text: string, chips: readonly Chip[]): SearchOptions | null {
  const pending = pendingOf(text);
  // Whose name is half typed is nobody yet.
  const isReady = pending && pending.kind !== 'from' && pending.kind !== 'in';
  const all = addChips(chips, isReady ? chipsOf(pending.kind, pending.value) : []);
  const one = (kind: FilterName) => all.find((chip) => chip.kind === kind)?.value;
  const place = one('in');
  const isId = place !== undefined && uuidPattern.test(place);
  // A chat that was written by its handle is understood in the query only.
  const q = [wordsIn(text), ...(place === undefined || isId ? [] : [`in:"${place}"`])].join(' ').trim();
  const has = all.filter(({ kind }) => kind === 'has').map(({ value }) => value);
  if (!isQuestion(wordsIn(text), all)) return null;
  return {
    ...(q && { q }),
    ...(isId && { in: place }),
    ...(one('from') !== undefined && { from: one('from') }),
    ...(has.length > 0 && { has: has.join(',') }),
    ...(one('before') !== undefined && { before: one('before') }),
    ...(one('after') !== undefined && { after: one('after') }),
    ...(one('is') !== undefined && { is: 'pinned' as const }),
  };
}
