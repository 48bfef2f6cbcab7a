import { createHash } from 'node:crypto';
import { namePatterns } from '@bridges/contracts/search';
import { sql } from 'kysely';
import { searchKey } from '../keys.ts';

/** The words somebody looks for, as `users.search_text` holds them. */
export const searchWords = (search = ''): string[] =>
  searchKey(search).split(' ').filter(Boolean).slice(0, 8);

/** Finds a word anywhere in a user's names, whichever keyboard it was typed on. */
export const isNamed = (word: string) =>
  sql<boolean>`users.search_text like any(${namePatterns(word)}::text[])`;

/** Ties a cursor to its search. */
export const searchHash = (words: readonly string[]): string =>
  createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 8);
