import { fold, wordsOf } from './fold.ts';
import { otherLayout } from './layout.ts';
import { otherAlphabet } from './translit.ts';

/**
 * What somebody who typed this may have meant, folded, as typed first: in the other keyboard layout, in the other
 * alphabet.
 *
 * @example variantsOf('ghbdtn') // ['ghbdtn', 'привет']
 */
export function variantsOf(typed: string): string[] {
  const plain = fold(typed);
  const layout = otherLayout(typed.toLowerCase());
  // Only of a whole word: letters beside punctuation are codes, links and names of files.
  const spelled = wordsOf(plain)[0] === plain ? otherAlphabet(plain) : [];
  return [...new Set([plain, ...(layout === undefined ? [] : [fold(layout)]), ...spelled])];
}
