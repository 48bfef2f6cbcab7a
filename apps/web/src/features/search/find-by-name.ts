import { nameRank, nameTerms, variantsOf } from '@bridges/contracts/search';
import type { ChatState, ClientState } from '@bridges/sdk';
import type { Translate } from '../../i18n/translate.ts';
import { chatTitle, peerOf } from '../../store/chat-title.ts';
import { fuzzyScore } from '../../text/fuzzy.ts';

/** What a chat may be called: title, handle, the other's username. */
export function namesOfChat({ chat }: ChatState, users: ClientState['users'], t: Translate): string[] {
  const peer = peerOf(chat, users);
  return [chatTitle(chat, peer, t), peer?.username, chat.handle].filter((name) => typeof name === 'string');
}

/**
 * The items whose names fit, the best first; equal ones keep their order. The words may be typed in the other
 * keyboard layout or in the other alphabet, in any of its spellings, and with a typing error.
 */
export function findByName<Item>(
  typed: string,
  items: readonly Item[],
  namesOf: (item: Item) => readonly string[],
  most: number,
): Item[] {
  if (typed.trim() === '') return items.slice(0, most);
  const variants = variantsOf(typed.trim());
  const terms = nameTerms(typed);
  const scoreOf = (item: Item) =>
    Math.max(
      0,
      // Whole words and their beginnings are told best by the whole, near misses last.
      scoreOfRank(nameRank(namesOf(item), terms)),
      ...namesOf(item).flatMap((name) =>
        // What was really typed counts more than what may have been meant.
        variants.map((variant, at) => Math.max(0, fuzzyScore(variant, name) - (at === 0 ? 0 : 0.5))),
      ),
    );
  return items
    .map((item) => ({ item, score: scoreOf(item) }))
    .filter(({ score }) => score >= 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}

const scoreOfRank = (rank: number | null): number => (rank === null ? 0 : 4.5 - rank * 0.75);
