import type { TraceEntry } from '@bridges/contracts';
import type { Channels } from '../channels/channels.ts';
import { channelNames } from '../channels/channel.ts';
import { presentTrace, presentWaiting } from '../presenters/trace.ts';
import { pendingOf, traceOf } from '../selectors/trace.ts';
import type { TracePlace } from '../selectors/trace.ts';
import type { Reader } from '../tables/database.ts';

export interface TraceContext {
  db: Reader;
  channels: Channels;
}

/** What was decided about telling a person of a message, and what is still to be decided, the oldest first. */
export async function traceRead({ db, channels }: TraceContext, place: TracePlace): Promise<TraceEntry[]> {
  const [rows, pending, reached] = await Promise.all([
    traceOf(db, place),
    pendingOf(db, place),
    channels.reachable([place.userId]),
  ]);
  const entries = [...rows.map(presentTrace), ...pending.map(presentWaiting)];
  // Where she can't be reached nothing is noted: it would be a row for each member and message.
  const noted = new Set(entries.map(({ step }) => step));
  const now = new Date().toISOString();
  for (const step of channelNames) {
    if (noted.has(step) || reached.get(place.userId)?.includes(step)) continue;
    const code = channels.get(step) ? 'no_address' : 'not_set_up';
    entries.push({ step, code, details: {}, decidedAt: now });
  }
  return entries;
}
