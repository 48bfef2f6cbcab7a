import { createHash } from 'node:crypto';
import { searchKey } from '../keys.ts';

/** The words somebody looks for, as `users.search_text` holds them. */
export const searchWords = (search = ''): string[] =>
  searchKey(search).split(' ').filter(Boolean).slice(0, 8);

/** Finds a word anywhere in the text. */
export const wordPattern = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** Ties a cursor to its search. */
export const searchHash = (words: readonly string[]): string =>
  createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 8);
