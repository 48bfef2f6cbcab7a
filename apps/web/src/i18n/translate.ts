import type { Arguments, Catalogue, Key, Language, Plural } from './catalogue.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

const catalogues: Record<Language, Catalogue> = { en, ru };
const rules = { en: new Intl.PluralRules('en'), ru: new Intl.PluralRules('ru') };
const numbers = { en: new Intl.NumberFormat('en'), ru: new Intl.NumberFormat('ru') };

export type Translate = <K extends Key>(key: K, ...args: Arguments<K>) => string;

/** The sentence behind a key, in a language, with its parameters filled in. */
export function translator(language: Language): Translate {
  return (key, ...args) => sentence(catalogues[language][key], language, args[0] ?? {});
}

/** An entry of any catalogue with its parameters filled in. */
export function sentence(
  entry: string | Plural,
  language: Language,
  values: Record<string, string | number>,
): string {
  const text = typeof entry === 'string' ? entry : pluralForm(entry, language, Number(values.count));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numbers[language].format(value) : (value ?? whole);
  });
}

function pluralForm(forms: Plural, language: Language, count: number): string {
  return forms[rules[language].select(count)] ?? forms.other;
}
