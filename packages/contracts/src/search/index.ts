// What client and server share of search. Pure, and without the schema library, so that the page may load it.
export { isWithinEdits } from './edit-distance.ts';
export { fold, foldWithPlaces, wordPlaces, wordsOf } from './fold.ts';
export type { Folded, Word } from './fold.ts';
export { otherLayout, typedInEnglish, typedInRussian } from './layout.ts';
export { nameKeys, nameText } from './name-keys.ts';
export { namePatterns } from './name-patterns.ts';
export { nameRank, nameRanks } from './name-rank.ts';
export { bareSoundOf, soundOf } from './name-sound.ts';
export { nameTerms } from './name-terms.ts';
export type { NameTerm } from './name-terms.ts';
export { otherForms } from './other-forms.ts';
export { parseDay } from './parse-day.ts';
export type { DayContext } from './parse-day.ts';
export { filterNames, parseQuery } from './parse-query.ts';
export type { FilterName, ParsedQuery } from './parse-query.ts';
export { stem } from './stem.ts';
export { otherAlphabet } from './translit.ts';
export { variantsOf } from './variants.ts';
