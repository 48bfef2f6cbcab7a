import type { Language } from '../../../i18n/catalogue.ts';
import { fuzzyScore } from '../../../text/fuzzy.ts';

export interface Emoji {
  /** Unicode's, but that people are with the smileys. */
  group: number;
  emoji: string;
  label: string;
  /** Short names and words to find it by. */
  words: readonly string[];
}

const smileys = 0;
const people = 1;

const files: Record<Language, URL> = {
  en: new URL('./emoji-en.json', import.meta.url),
  ru: new URL('./emoji-ru.json', import.meta.url),
};
const lists = new Map<Language, Promise<Emoji[]>>();

/** All emoji with their names in a language; fetched once, when first asked for. */
export function loadEmoji(language: Language): Promise<Emoji[]> {
  let list = lists.get(language);
  if (!list) {
    list = fetchList(language).catch((error: unknown) => {
      lists.delete(language);
      throw error;
    });
    lists.set(language, list);
  }
  return list;
}

async function fetchList(language: Language): Promise<Emoji[]> {
  const response = await fetch(files[language]);
  const rows = (await response.json()) as Array<[number, string, string, string]>;
  return rows.map(([group, emoji, label, words]) => ({
    group: group === people ? smileys : group,
    emoji,
    label,
    words: words.split(' '),
  }));
}

/** The emoji that fit, the best first. */
export function findEmoji(list: readonly Emoji[], query: string, most = 60): Emoji[] {
  const wanted = query.toLowerCase().replaceAll('_', ' ').trim();
  const found: Array<{ one: Emoji; score: number }> = [];
  for (const one of list) {
    let score = one.words.includes(query.toLowerCase()) ? 7 : 0;
    for (const text of [one.label, ...one.words]) {
      if (score >= 6) break;
      const fit = fuzzyScore(wanted, text.replaceAll('_', ' '));
      // Scattered letters of a word are no emoji's name.
      if (fit > 1) score = Math.max(score, fit);
    }
    if (score > 0) found.push({ one, score });
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ one }) => one);
}

const recentKey = 'bridges.emoji';
const usual = ['👍', '❤️', '😂', '🔥', '🎉', '👀', '🙏', '😢'];

/** What this person used last, filled up with what people use most. */
export function recentEmoji(most: number): string[] {
  const kept = (localStorage.getItem(recentKey) ?? '').split(' ').filter(Boolean);
  return [...new Set([...kept, ...usual])].slice(0, most);
}

export function rememberEmoji(emoji: string): void {
  const kept = recentEmoji(32).filter((one) => one !== emoji);
  localStorage.setItem(recentKey, [emoji, ...kept].slice(0, 32).join(' '));
}
