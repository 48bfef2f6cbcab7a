import type { NotificationsOverview } from '@bridges/contracts';

export const outcomeKinds = ['told', 'seen', 'wished', 'off', 'later', 'failed'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

const kindOfCode: Readonly<Record<string, OutcomeKind>> = {
  live: 'told',
  delivered: 'told',
  away: 'seen',
  read: 'seen',
  nothing_left: 'seen',
  muted: 'wished',
  level_none: 'wished',
  level_mentions: 'wished',
  channel_off: 'wished',
  silent: 'wished',
  not_member: 'wished',
  deactivated: 'off',
  not_set_up: 'off',
  no_address: 'off',
  waiting: 'later',
  quiet_hours: 'later',
  limited: 'later',
  later: 'later',
  gone: 'failed',
  refused: 'failed',
  gave_up: 'failed',
};

export const steps = ['app', 'push', 'telegram', 'email'] as const;
type Step = (typeof steps)[number];

/** How often each kind of outcome came at each step; a code of a newer server counts as put off. */
export function outcomesByStep(
  outcomes: NotificationsOverview['outcomes'],
): Map<Step, Record<OutcomeKind, number>> {
  const byStep = new Map<Step, Record<OutcomeKind, number>>();
  for (const { step, code, count } of outcomes) {
    const kinds = byStep.get(step) ?? { told: 0, seen: 0, wished: 0, off: 0, later: 0, failed: 0 };
    kinds[kindOfCode[code] ?? 'later'] += count;
    byStep.set(step, kinds);
  }
  return byStep;
}
