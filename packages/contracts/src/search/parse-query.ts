import type { SearchFilterProblem, SearchHas } from '../api/search.ts';
import { fold } from './fold.ts';
import { parseDay } from './parse-day.ts';
import type { DayContext } from './parse-day.ts';

export type FilterName = SearchFilterProblem['filter'];

/** A query taken apart. Chats and people are as they were written: who they are, the server finds out. */
export interface ParsedQuery {
  /** As written, in the order of the query. */
  words: string[];
  phrases: string[];
  in?: string;
  from?: string;
  has: SearchHas[];
  before?: Date;
  after?: Date;
  isPinned: boolean;
  problems: SearchFilterProblem[];
}

export const filterNames: Readonly<Record<string, FilterName>> = {
  ...{ in: 'in', from: 'from', has: 'has', before: 'before', after: 'after', is: 'is' },
  ...{ в: 'in', от: 'from', есть: 'has', до: 'before', после: 'after', это: 'is' },
};

const hasWords: Readonly<Record<string, SearchHas>> = {
  ...{ file: 'file', image: 'image', photo: 'image', picture: 'image', video: 'video', audio: 'audio' },
  ...{ music: 'audio', voice: 'voice', link: 'link', url: 'link', poll: 'poll' },
  ...{ files: 'file', images: 'image', photos: 'image', pictures: 'image', videos: 'video', links: 'link' },
  ...{ urls: 'link', polls: 'poll', voices: 'voice', audios: 'audio', document: 'file', documents: 'file' },
  ...{ файл: 'file', фото: 'image', картинка: 'image', видео: 'video', аудио: 'audio', музыка: 'audio' },
  ...{ голос: 'voice', голосовое: 'voice', ссылка: 'link', опрос: 'poll' },
  ...{ файлы: 'file', картинки: 'image', голосовые: 'voice', ссылки: 'link', опросы: 'poll' },
  ...{ документ: 'file', документы: 'file', изображение: 'image', изображения: 'image' },
};
const pinnedWords = new Set<string>([
  'pinned',
  'закреп',
  'закреплено',
  'закреплен',
  'закрепленное',
  'закрепленные',
]);

/** What is between double quotes, a filter with its value (which may be quoted), or a run without white space. */
const tokens = /"([^"]*)"?|([a-zа-яё]+):(?:"([^"]*)"?|(\S*))|\S+/giu;
/** What is between straight quotes; and between any others. */
const quotations = /"[^"]*"?|[«“„]([^«»“”„]*)[»”“]?/gu;

/** Other quotes as straight ones, but for those inside of such: they may belong to a title. */
const withPlainQuotes = (text: string): string =>
  text.replaceAll(quotations, (whole, inner?: string) =>
    inner === undefined ? whole : `"${inner.replaceAll('"', ' ')}"`,
  );

/**
 * Words, phrases and filters of what somebody typed.
 *
 * @example parseQuery('from:bob договор has:file', {}, { nowMs: Date.now(), utcOffset: 180 })
 */
export function parseQuery(
  text: string,
  given: Partial<Record<FilterName, string | undefined>>,
  days: DayContext,
): ParsedQuery {
  const query: ParsedQuery = { words: [], phrases: [], has: [], isPinned: false, problems: [] };
  for (const [token, phrase, name, quoted, value] of withPlainQuotes(text).matchAll(tokens)) {
    const filter = name === undefined ? undefined : filterNameOf(name);
    if (filter) takeFilter(query, filter, quoted ?? value ?? '', days);
    else if (phrase === undefined) query.words.push(token);
    else if (phrase.trim() !== '') query.phrases.push(phrase.trim());
  }
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) takeFilter(query, name as FilterName, value, days);
  if (query.before && query.after && query.before <= query.after)
    query.problems.push({ filter: 'before', value: query.before.toISOString(), reason: 'never' });
  return query;
}

function filterNameOf(name: string): FilterName | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(filterNames, key) ? filterNames[key] : undefined;
}

function takeFilter(query: ParsedQuery, filter: FilterName, written: string, days: DayContext): void {
  const value = written.trim();
  const refuse = (reason: SearchFilterProblem['reason']) =>
    void query.problems.push({ filter, value: value.slice(0, 200), reason });
  if (value === '') return refuse('empty');
  switch (filter) {
    case 'in':
    case 'from':
      if (query[filter] !== undefined && query[filter] !== value) return refuse('repeated');
      query[filter] = value;
      return;
    case 'has':
      // A comma at the end: more was meant to come.
      for (const word of value.replace(/,$/, '').split(',')) {
        const kind = fold(word.trim());
        const has = Object.hasOwn(hasWords, kind) ? hasWords[kind] : undefined;
        if (has === undefined) return refuse('unknown');
        if (!query.has.includes(has)) query.has.push(has);
      }
      return;
    case 'is':
      if (!pinnedWords.has(fold(value))) return refuse('unknown');
      query.isPinned = true;
      return;
    case 'before':
    case 'after': {
      const at = parseDay(value, days);
      if (!at) return refuse('not_a_date');
      if (query[filter] !== undefined && query[filter].getTime() !== at.getTime()) return refuse('repeated');
      query[filter] = at;
    }
  }
}
