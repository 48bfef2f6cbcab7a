import type { TraceEntry } from '@bridges/contracts';
import type { PendingTelling, TraceRow } from '../tables/ladder.ts';

export const presentTrace = ({ step, code, details, decidedAt }: TraceRow): TraceEntry => ({
  step,
  code,
  details,
  decidedAt: decidedAt.toISOString(),
});

/** A step that is still to be taken, unless the message is read before. */
export const presentWaiting = ({ channel, dueAt, firstAt }: PendingTelling): TraceEntry => ({
  step: channel,
  code: 'waiting',
  details: { until: dueAt.toISOString() },
  decidedAt: firstAt.toISOString(),
});
