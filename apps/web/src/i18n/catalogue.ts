import type { en } from './en.ts';

type English = typeof en;
export type Key = keyof English;
export type Language = 'en' | 'ru';

/** Forms by Intl.PluralRules; `other` is what is shown when a form is missing. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** Every key of a part of English: a sentence where English has one, plural forms where it has forms. */
export type Translation<Part> = { [K in keyof Part]: Part[K] extends string ? string : Plural };
export type Catalogue = Translation<English>;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type Sample<K extends Key> = English[K] extends string
  ? English[K]
  : English[K] extends { other: infer Other extends string }
    ? Other
    : never;
type Parameters<K extends Key> = { [Name in Names<Sample<K>>]: Name extends 'count' ? number : string };

/** Nothing for a sentence without parameters; else exactly the parameters it names. */
export type Arguments<K extends Key> = Names<Sample<K>> extends never ? [] : [Parameters<K>];
