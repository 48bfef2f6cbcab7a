import { expect, it } from 'vitest';
import { completionAt } from '../../../text/completion.ts';
import { plainOffer } from './offer.ts';
import { afterAnswer, afterTyping, isCurrent, markedOffer, nothingOffered } from './offering.ts';
import type { Offering } from './offering.ts';
import { loadedOnce, withIt } from './soon.ts';

const typed = (before: Offering, text: string) => afterTyping(before, completionAt(text, text.length));
const answered = (before: Offering, text: string, titles: string[]) => {
  const token = completionAt(text, text.length);
  if (!token) throw new Error('nothing is typed');
  return afterAnswer(
    before,
    token,
    titles.map((title) => plainOffer(title, title, title)),
  );
};

it('marks no offer that is older than the text', () => {
  const all = answered(typed(nothingOffered, 'see #'), 'see #', ['Release 2.0', 'Cargo']);
  expect(markedOffer(all)?.title).toBe('Release 2.0');
  const behind = typed(all, 'see #car');
  // They stay in view, so that the list does not flicker, but Enter takes none of them.
  expect(behind.offers).toBe(all.offers);
  expect(isCurrent(behind)).toBe(false);
  expect(markedOffer(behind)).toBeUndefined();
  expect(markedOffer(answered(behind, 'see #car', ['Cargo']))?.title).toBe('Cargo');
  // An answer that comes late changes nothing.
  expect(answered(behind, 'see #c', ['Cargo', 'Release 2.0'])).toBe(behind);
});

it('steps from an end to the other, and anew for every letter', () => {
  const two = answered(typed(nothingOffered, '#'), '#', ['Release 2.0', 'Cargo']);
  expect(markedOffer({ ...two, steps: 1 })?.title).toBe('Cargo');
  expect(markedOffer({ ...two, steps: -1 })?.title).toBe('Cargo');
  expect(markedOffer({ ...two, steps: 2 })?.title).toBe('Release 2.0');
  expect(typed({ ...two, steps: 1, awaitedBy: 'Enter' }, '#c')).toMatchObject({ steps: 0, awaitedBy: null });
  expect(typed(two, '#')).toBe(two);
});

it('drops the list with the word it was for, and stays closed for the rest of a word', () => {
  const at = answered(typed(nothingOffered, '#r'), '#r', ['Release 2.0']);
  expect(typed(at, '#r ').offers).toEqual([]);
  expect(typed(at, '#r @b').offers).toEqual([]);
  const closed = { ...at, offers: [], isClosed: true };
  expect(answered(typed(closed, '#re'), '#re', ['Release 2.0']).offers).toEqual([]);
  expect(typed(closed, '#r @b').isClosed).toBe(false);
});

it('answers at once once it is loaded, and loads again after a failure', async () => {
  let asked = 0;
  const list = loadedOnce(async () => {
    asked += 1;
    if (asked === 1) throw new Error('offline');
    return ['Cargo'];
  });
  await expect(list()).rejects.toThrow('offline');
  const first = withIt(list(), (names) => names[0]);
  expect(first).toBeInstanceOf(Promise);
  expect(await first).toBe('Cargo');
  expect(withIt(list(), (names) => names[0])).toBe('Cargo');
  expect(asked).toBe(2);
});
