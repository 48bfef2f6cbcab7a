import { useMemo } from 'react';
import type { Language } from '../../../i18n/catalogue.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { sentence } from '../../../i18n/translate.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type Word = keyof typeof en;
export type Words = (word: Word, values?: Record<string, string | number>) => string;

const catalogues = { en, ru };

/** The words of these screens come with them: whoever opens a chat does not wait for them. */
export function wordsIn(language: Language): Words {
  return (word, values = {}) => sentence(catalogues[language][word], language, values);
}

export function useWords(): Words {
  const language = useLanguage();
  return useMemo(() => wordsIn(language), [language]);
}
