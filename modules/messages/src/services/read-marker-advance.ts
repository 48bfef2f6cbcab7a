import type { Broker } from '@bridges/kit';
import type { Kysely } from 'kysely';
import type { Database } from '../tables/database.ts';
import type { LiveAnnouncer } from './live-announcer.ts';
import { readMarkerMove } from './read-marker-move.ts';

export interface MarkContext {
  db: Kysely<Database>;
  broker: Broker;
  live: Pick<LiveAnnouncer, 'markerMoved'>;
}

/** Moves a read marker and tells the devices. Resolves to where it stands now. */
export async function readMarkerAdvance(
  context: MarkContext,
  userId: string,
  chatId: string,
  seq: number,
): Promise<number> {
  const moved = await readMarkerMove(context.db, userId, chatId, seq);
  if (moved.isMoved) {
    context.broker.kick();
    context.live.markerMoved(chatId, userId, moved.readSeq, moved.isShownToOthers);
  }
  return moved.readSeq;
}
