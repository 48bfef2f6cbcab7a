import { useMemo } from 'react';
import { useLanguage } from '../../../i18n/language.ts';
import { sentence } from '../../../i18n/translate.ts';
import { useWords as useTellingWords } from '../../notifications/words/use-words.ts';
import type { Words as TellingWords } from '../../notifications/words/use-words.ts';
import { en as enWork } from './en.ts';
import { enPeople } from './en-people.ts';
import { ru as ruWork } from './ru.ts';
import { ruPeople } from './ru-people.ts';

const en = { ...enWork, ...enPeople };
export type Word = keyof typeof en;
export type Words = (word: Word, values?: Record<string, string | number>) => string;

const catalogues = { en, ru: { ...ruWork, ...ruPeople } };
/** Whether we have words for something that the server names. */
export const isWord = (word: string): word is Word => Object.hasOwn(en, word);

/** `kind_` and the name of an act, of each that we have words for. */
export const actKinds = Object.keys(en).filter((word) => word.startsWith('kind_')) as Word[];

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
