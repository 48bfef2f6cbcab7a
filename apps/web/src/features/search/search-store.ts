import { create } from 'zustand';
import { setActive } from './combobox.ts';
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
export const closeSearch = (): void => setSearch(nothing);
/** Another question begins at the top of its answers. */
export function setSearch(search: Partial<Search>): void {
  if (search.text !== undefined || search.chips) setActive(searchListId, null);
  useSearch.setState(search);
}
export const removeChip = (chip: Chip): void =>
  setSearch({ chips: useSearch.getState().chips.filter((one) => one !== chip) });
