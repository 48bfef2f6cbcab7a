import type { Letter } from '@bridges/kit';
import type { Deps } from '../deps.ts';

/** One attempt. Resolves with whether the letter was taken; `false` is final. @throws Error to be tried again */
export async function letterHandOver(
  { mailer, log }: Pick<Deps, 'mailer' | 'log'>,
  letter: Letter,
): Promise<boolean> {
  const outcome = await mailer.send(letter);
  if (outcome.kind === 'sent') return true;
  if (outcome.kind === 'later') throw new Error(`The letter waits (${outcome.note}).`);
  log.warn({ letterId: letter.id, outcome: outcome.kind, note: outcome.note }, 'A letter is given up.');
  return false;
}
