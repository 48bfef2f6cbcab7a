import { create } from 'zustand';
import type { Language } from './catalogue.ts';
import { translator } from './translate.ts';
import type { Translate } from './translate.ts';

const storageKey = 'bridges.language';

/** The first of the wished languages that we speak. */
export function pickLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'en' || base === 'ru') return base;
  }
  return 'en';
}

function initialLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  return pickLanguage(stored ? [stored] : navigator.languages);
}

interface LanguageState {
  language: Language;
  t: Translate;
}

export const useLanguageStore = create<LanguageState>(() => {
  const language = initialLanguage();
  document.documentElement.lang = language;
  return { language, t: translator(language) };
});

/** Shows the client in this language and remembers it on this device. */
export function setLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  useLanguageStore.setState({ language, t: translator(language) });
}

/** Follows the profile's language, unless one was chosen on this device. */
export function adoptLanguage(language: Language | null): void {
  if (language && !localStorage.getItem(storageKey) && language !== useLanguageStore.getState().language) {
    document.documentElement.lang = language;
    useLanguageStore.setState({ language, t: translator(language) });
  }
}

export const useT = (): Translate => useLanguageStore((state) => state.t);
export const useLanguage = (): Language => useLanguageStore((state) => state.language);
