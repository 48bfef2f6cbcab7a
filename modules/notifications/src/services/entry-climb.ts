import { notification } from '@bridges/contracts';
import type { NotificationKind } from '@bridges/contracts';
import type { NotificationCreated } from '@bridges/contracts/proto';
import type { Channels } from '../channels/channels.ts';
import { isOfMessage, stepsOfEntry } from '../policies/entry-steps.ts';
import { delayMs, isOn } from '../policies/ladder-step.ts';
import { ladderSettings } from '../selectors/ladder-settings.ts';
import type { Trx } from '../tables/database.ts';
import { entryPlan, tellingsPlan } from './tellings-plan.ts';

const kinds = new Set<string>(notification.options.map(({ shape }) => shape.kind.value));
const isKind = (kind: string): kind is NotificationKind => kinds.has(kind);

/** Sets the steps by which an entry of the inbox is told, where its owner can be reached and wants to be. */
export async function entryClimb(trx: Trx, channels: Channels, entry: NotificationCreated): Promise<void> {
  const { id, userId, kind, chatId, seq } = entry;
  if (!isKind(kind)) return;
  const names = (await channels.reachable([userId])).get(userId) ?? [];
  if (names.length === 0) return;
  const settings = (await ladderSettings(trx, [userId]))(userId);
  const firstAt = new Date(entry.createdAtMs);
  const steps = names
    .filter((channel) => isOn(settings, channel))
    .map((channel) => ({ channel, dueAt: new Date(firstAt.getTime() + delayMs(settings, channel)) }));
  if (!isOfMessage(kind)) {
    const wanted = stepsOfEntry(kind);
    return entryPlan(
      trx,
      { userId, entryId: id, firstAt },
      steps.filter(({ channel }) => wanted.includes(channel)),
    );
  }
  const about = { userId, chatId, entryId: null, firstSeq: seq, lastSeq: seq, firstAt };
  await tellingsPlan(
    trx,
    steps.map((step) => ({ ...about, ...step, isMention: true })),
  );
}
