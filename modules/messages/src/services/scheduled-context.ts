import type { AccountsService } from '@bridges/contracts/proto';
import type { Broker, Bus, Jobs, RpcClient } from '@bridges/kit';
import type { Kysely, Transaction } from 'kysely';
import { presentLive } from '../presenters/live.ts';
import { presentScheduled } from '../presenters/scheduled.ts';
import type { Database } from '../tables/database.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import type { AppendQueue } from './append-queue.ts';
import type { DescribeFiles } from './content-compose.ts';
import type { Hold } from './files-hold.ts';

export interface ScheduledContext {
  db: Kysely<Database>;
  bus: Bus;
  broker: Pick<Broker, 'kick'>;
  jobs: Jobs;
  files: DescribeFiles;
  accounts: Pick<RpcClient<typeof AccountsService>, 'getUsers'>;
  appendQueue: Pick<AppendQueue, 'append'>;
}

export const sendScheduledJob = 'send-scheduled';

/** In the writer's transaction: it will be sent at its time if, and only if, that commits. One job for each. */
export function scheduledEnqueue(
  jobs: Jobs,
  trx: Transaction<Database>,
  { id, sendAt }: Pick<ScheduledRow, 'id' | 'sendAt'>,
): Promise<void> {
  return jobs.enqueue(trx, sendScheduledJob, { id }, { runAt: sendAt, key: `scheduled:${id}` });
}

/** What holds its files: from its beginning (rev 1) to its end. They are the same all that time. */
export function scheduledHold({ id, userId }: Pick<ScheduledRow, 'id' | 'userId'>, rev: 1 | 2): Hold {
  return { ownerId: userId, holder: 'scheduled', subjectId: id, rev };
}

/** Tells her devices how it stands. */
export function scheduledAnnounce(bus: Bus, row: ScheduledRow): void {
  const { userId, chatId: chat, id } = row;
  const event = { ev: 'scheduled', chat, id, scheduled: presentScheduled(row), seq: null } as const;
  bus.publish(`user:${userId}`, presentLive(event));
}

/** Tells her devices that it became a message, or (null) was cancelled. */
export function scheduledGoneAnnounce(bus: Bus, row: ScheduledRow, seq: number | null): void {
  const { userId, chatId: chat, id } = row;
  bus.publish(`user:${userId}`, presentLive({ ev: 'scheduled', chat, id, scheduled: null, seq }));
}
