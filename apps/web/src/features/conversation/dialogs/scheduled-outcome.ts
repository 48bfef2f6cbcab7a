import type { Scheduled } from '@bridges/contracts';

/**
 * What became of what was to wait for a moment: asked for before, by a call whose answer was lost, it may have gone out
 * at once or at another time; all of it, or some.
 */
export function scheduledOutcome(made: readonly Pick<Scheduled, 'sendAt'>[], at: Date) {
  const waiting = made.filter(({ sendAt }) => Date.parse(sendAt) === at.getTime()).length;
  if (waiting === made.length) return 'composer.willSend';
  return waiting === 0 ? 'composer.alreadySent' : 'composer.partlySent';
}
