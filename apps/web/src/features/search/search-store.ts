import { create } from 'zustand';
import type { Chip } from './filters.ts';

/** The id of the search field, which shortcuts go to. */
export const searchFieldId = 'search';
export const searchListId = 'search-list';

interface Search {
  /** The column shows what is looked for instead of the chats. */
  isOpen: boolean;
  text: string;
  chips: readonly Chip[];
}

const nothing: Search = { isOpen: false, text: '', chips: [] };

/** What is being looked for in the left column; it stays while what was found is read. */
export const useSearch = create<Search>(() => nothing);

export const openSearch = (): void => useSearch.setState({ isOpen: true });
export function focusSearch(): void {
  openSearch();
  document.getElementById(searchFieldId)?.focus();
}
export const closeSearch = (): void => useSearch.setState(nothing);
export const setSearch = (search: Partial<Search>): void => useSearch.setState(search);
export const removeChip = (chip: Chip): void =>
  useSearch.setState(({ chips }) => ({ chips: chips.filter((one) => one !== chip) }));
