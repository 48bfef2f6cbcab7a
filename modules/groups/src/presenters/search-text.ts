import { namePatterns } from '@bridges/contracts/search';

/** Names as people look for them: no case, one blank, «ё» as «е», composed letters. */
export function searchKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}

/** Some letters become many when composed; pages are continued by this text, so it must fit into a cursor. */
const longestName = 200;

/** What search looks through. A word never matches across the line break. */
export function searchText(name: string, handle: string | null): string {
  return `${[...searchKey(name)].slice(0, longestName).join('')}\n${handle?.toLowerCase() ?? ''}`;
}

/** The words of a search, each ready for LIKE ANY: as it was typed, and as it may have been meant. */
export function searchPatterns(search: string): string[][] {
  const words = searchKey(search).split(' ').filter(Boolean).slice(0, 8);
  return words.map(namePatterns);
}
