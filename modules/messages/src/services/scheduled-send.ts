import type { AppError } from '@bridges/kit';
import { toAppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import { contentCompose } from './content-compose.ts';
import { scheduledDelete } from './scheduled-delete.ts';
import { scheduledAnnounce, scheduledGoneAnnounce } from './scheduled-context.ts';
import type { ScheduledContext } from './scheduled-context.ts';

/**
 * Sends one whose time has come. It may be called as often as one likes, by several at once, and after a crash
 * anywhere: the client id makes it one message. What can't be sent stays, with the reason.
 *
 * @throws AppError what may go away: call again
 */
export async function scheduledSend(context: ScheduledContext, id: string): Promise<void> {
  const row = await claim(context, id);
  if (!row) return;
  try {
    const seq = await post(context, row);
    await finish(context, row, seq);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.isRetryable) throw thrown;
    const seq = await storedSeq(context, row);
    await (seq === undefined ? fail(context, row, error) : finish(context, row, seq));
  }
}

/** From here on it can't be changed, so that a repeat sends the same. */
function claim({ db }: ScheduledContext, id: string): Promise<ScheduledRow | undefined> {
  return (
    db
      .updateTable('scheduledMessages')
      .set({ state: 'sending' })
      .where('id', '=', id)
      .where('state', '!=', 'failed')
      // An earlier job of one that was put off.
      .where('sendAt', '<=', new Date())
      .returningAll()
      .executeTakeFirst()
  );
}

/** @throws AppError why it was not stored, or that this is unknown */
async function post({ accounts, files, appendQueue }: ScheduledContext, row: ScheduledRow): Promise<number> {
  const { users } = await accounts.getUsers({ ids: [row.userId] });
  if (users[0]?.isDeactivated) throw errors.sender_deactivated();
  const outcome = await appendQueue.append({
    chatId: row.chatId,
    senderId: row.userId,
    clientId: row.clientId,
    text: row.body,
    kind: 'text',
    ...(await contentCompose(files, row.userId, row.extras)),
  });
  if (outcome.error) throw outcome.error;
  return outcome.message.seq;
}

async function finish({ db, bus, broker }: ScheduledContext, row: ScheduledRow, seq: number): Promise<void> {
  const isDone = await db.transaction().execute((trx) => scheduledDelete(trx, row));
  if (!isDone) return;
  broker.kick();
  scheduledGoneAnnounce(bus, row, seq);
}

async function fail({ db, bus }: ScheduledContext, { id }: ScheduledRow, error: AppError): Promise<void> {
  const failed = await db
    .updateTable('scheduledMessages')
    .set({ state: 'failed', failure: error.code })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (failed) scheduledAnnounce(bus, failed);
}

/** Stored before a crash, and refused now because its sender may no longer read the chat: it was sent all the same. */
async function storedSeq({ db }: ScheduledContext, row: ScheduledRow): Promise<number | undefined> {
  const stored = await db
    .selectFrom('messages')
    .where('senderId', '=', row.userId)
    .where('clientId', '=', row.clientId)
    .where('chatId', '=', row.chatId)
    .select('seq')
    .executeTakeFirst();
  return stored?.seq;
}
