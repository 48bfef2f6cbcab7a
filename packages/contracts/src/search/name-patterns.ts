import { variantsOf } from './variants.ts';

/**
 * A word of a name as it may be part of stored ones, for `LIKE ANY`: as written, in the other keyboard layout, in the
 * other alphabet. What is stored is in lower case, with `ё` as `е`.
 *
 * @example namePatterns('fkbcf') // ['%fkbcf%', '%алиса%']
 */
export function namePatterns(word: string): string[] {
  return [...new Set([word, ...variantsOf(word)])].map((text) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`);
}
