import { useMemo } from 'react';
import { useLanguage } from '../../../i18n/language.ts';
import { sentence } from '../../../i18n/translate.ts';
import { useWords as useTellingWords } from '../../notifications/words/use-words.ts';
import type { Words as TellingWords } from '../../notifications/words/use-words.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type Word = keyof typeof en;
export type Words = (word: Word, values?: Record<string, string | number>) => string;

const catalogues = { en, ru };
/** Whether we have words for something that the server names. */
export const isWord = (word: string): word is Word => Object.hasOwn(en, word);

/** The words of the administrators' pages come with them. */
export function useWords(): Words {
  const language = useLanguage();
  return useMemo(
    () =>
      (word, values = {}) =>
        sentence(catalogues[language][word], language, values),
    [language],
  );
}

/** What a trace says, of somebody else than the reader. */
export function useTheirWords(): TellingWords {
  const words = useWords();
  const telling = useTellingWords();
  return useMemo(
    () => (word, values) => {
      const theirs = `their_${word}`;
      return isWord(theirs) ? words(theirs, values) : telling(word, values);
    },
    [words, telling],
  );
}
