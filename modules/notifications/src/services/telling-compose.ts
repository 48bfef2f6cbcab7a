import type { Telling } from '../channels/channel.ts';
import { isUrgentKind } from '../policies/entry-steps.ts';
import { kindsOfMembers } from '../policies/kinds-of-members.ts';
import { ladderStep } from '../policies/ladder-step.ts';
import { mayStillTell } from '../policies/may-still-tell.ts';
import { presentEntryTelling, presentMessagesTelling } from '../presenters/telling.ts';
import type { TellingFacts } from './telling-facts.ts';
import type { Delivery } from '../tables/ladder.ts';

export type Composed =
  | { kind: 'tell'; telling: Telling }
  | { kind: 'wait'; code: string; details: Record<string, unknown>; until: Date }
  | { kind: 'drop'; code: string; details: Record<string, unknown> };

/** What is told by a delivery, by what is true now; or why nothing is. */
export function tellingCompose(
  delivery: Delivery,
  facts: TellingFacts,
  nameOf: (userId: string) => string,
): Composed {
  const now = new Date();
  const { userId, channel, entryId, chatId } = delivery;
  if (facts.isDeactivated(userId)) return { kind: 'drop', code: 'deactivated', details: {} };
  const settings = facts.settingsOf(userId);
  const entry = facts.entryOf(delivery);
  const isUrgent = isUrgentKind(entry?.kind);
  // It counts among those told lately itself, so the limit was looked at when it was taken.
  const verdict = ladderStep({ settings, channel, isUrgent, toldLately: 0, now });
  if (verdict.kind === 'drop') return { kind: 'drop', code: verdict.code, details: {} };
  if (verdict.kind === 'wait') return { ...verdict, details: { until: verdict.until.toISOString() } };
  const base = { id: delivery.id, userId, locale: settings.locale, nameOf };
  if (entryId !== null) {
    if (!entry) return { kind: 'drop', code: 'nothing_left', details: {} };
    if (entry.readAt !== null) return { kind: 'drop', code: 'read', details: { at: entry.readAt } };
    const { isMember = false, unreadTotal = 0 } = facts.unreadOf(delivery) ?? {};
    // The event that she is out may be late.
    if (!isMember && kindsOfMembers.includes(entry.kind))
      return { kind: 'drop', code: 'not_member', details: {} };
    return { kind: 'tell', telling: presentEntryTelling(base, entry, unreadTotal) };
  }
  const answer = facts.unreadOf(delivery);
  if (!answer || chatId === null) return { kind: 'drop', code: 'not_member', details: {} };
  const messages = answer.messages.filter(
    ({ message }) => message && !facts.isBlocked(userId, message.senderId),
  );
  const count = messages.length === 0 ? 0 : answer.count - (answer.messages.length - messages.length);
  const whyNot = mayStillTell({ ...answer, count }, delivery.lastSeq, now);
  if (whyNot) return { kind: 'drop', ...whyNot };
  return { kind: 'tell', telling: presentMessagesTelling(base, chatId, { ...answer, messages, count }) };
}
