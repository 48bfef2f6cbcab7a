import { create } from 'zustand';
import { client } from '../../realtime/client.ts';
import type { Chip } from './filters.ts';

export interface RecentSearch {
  readonly text: string;
  readonly chips: readonly Chip[];
}

const most = 8;
const keyOf = (userId: string): string => `bridges.searches.${userId}`;

/** What was looked for and led somewhere, the latest first. On this device only. */
export const useRecentSearches = create<{ list: readonly RecentSearch[] }>(() => ({ list: [] }));

const save = (list: readonly RecentSearch[]): void => {
  const { me } = client.getState();
  useRecentSearches.setState({ list });
  try {
    if (me) localStorage.setItem(keyOf(me.id), JSON.stringify(list));
  } catch {
    // A full or forbidden store costs only the memory.
  }
};

export function loadRecentSearches(): void {
  const { me } = client.getState();
  let list: RecentSearch[] = [];
  try {
    list = JSON.parse(localStorage.getItem(keyOf(me?.id ?? '')) ?? '[]') as RecentSearch[];
  } catch {
    // What is not readable is forgotten.
  }
  useRecentSearches.setState({ list: list.slice(0, most) });
}

export const withRecent = (list: readonly RecentSearch[], search: RecentSearch): RecentSearch[] =>
  [search, ...list.filter((one) => sameAs(one) !== sameAs(search))].slice(0, most);

const sameAs = ({ text, chips }: RecentSearch): string =>
  [text.toLowerCase(), ...chips.map(({ kind, value }) => `${kind}:${value}`).sort()].join(' ');

/** A search that somebody chose a result of. */
export function keepSearch(text: string, chips: readonly Chip[]): void {
  const search = { text: text.trim(), chips };
  if (search.text.length < 2 && chips.length === 0) return;
  save(withRecent(useRecentSearches.getState().list, search));
}

export const forgetSearch = (search: RecentSearch): void =>
  save(useRecentSearches.getState().list.filter((one) => one !== search));
export const forgetSearches = (): void => save([]);
