import { expect, it } from 'vitest';
import { scheduledOutcome } from './scheduled-outcome.ts';

it('says what will be sent, what was sent already, and that it is some of each', () => {
  const at = new Date('2026-11-22T12:00:00.000Z');
  const [waits, went] = [{ sendAt: '2026-11-22T12:00:00.000Z' }, { sendAt: '2026-11-22T09:00:00.000Z' }];
  expect(scheduledOutcome([waits, waits], at)).toBe('composer.willSend');
  expect(scheduledOutcome([went], at)).toBe('composer.alreadySent');
  expect(scheduledOutcome([went, waits], at)).toBe('composer.partlySent');
});
