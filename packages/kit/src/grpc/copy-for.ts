import { createHash } from 'node:crypto';

/**
 * The copy that looks after a key: the same for every caller with the same list, and when a copy comes or goes
 * only the keys of that copy move (rendezvous hashing).
 */
export function copyFor(copies: readonly string[], key: string): string {
  let [best, bestWeight] = ['', ''];
  for (const copy of copies) {
    const weight = createHash('sha1').update(`${copy} ${key}`).digest('base64');
    if (weight > bestWeight) [best, bestWeight] = [copy, weight];
  }
  return best;
}
