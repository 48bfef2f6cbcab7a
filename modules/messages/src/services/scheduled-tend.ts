import type { ScheduledContext } from './scheduled-context.ts';
import { scheduledEnqueue } from './scheduled-context.ts';

const overdueMs = 3_600_000;
const batch = 500;

/**
 * Looks after what waits: what is overdue, whatever became of its job, gets a new one. Files are held since it was made
 * (`scheduledHold`); those of what an earlier version made are asked for, which keeps them, too.
 */
export async function scheduledTend(
  { db, jobs, files }: Pick<ScheduledContext, 'db' | 'jobs' | 'files'>,
  now = new Date(),
): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db
      .selectFrom('scheduledMessages')
      .where('id', '>', after)
      .where('state', '!=', 'failed')
      .select(['id', 'userId', 'extras', 'sendAt'])
      .orderBy('id')
      .limit(batch)
      .execute();
    for (const { id, userId, extras, sendAt } of rows) {
      const { attachments = [] } = extras;
      // One whose files are gone finds out when its time comes.
      if (attachments.length > 0)
        await files.describeFiles({ ownerId: userId, fileIds: attachments }).catch(() => undefined);
      if (now.getTime() - sendAt.getTime() > overdueMs)
        await db.transaction().execute((trx) => scheduledEnqueue(jobs, trx, { id, sendAt: now }));
    }
    const last = rows.at(-1);
    if (rows.length < batch || !last) return;
    after = last.id;
  }
}
