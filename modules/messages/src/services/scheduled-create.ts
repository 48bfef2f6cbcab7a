import { isDeepStrictEqual } from 'node:util';
import { limits } from '@bridges/contracts';
import type { ScheduledBody } from '@bridges/contracts';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import { canPlanFor } from '../policies/plan-time.ts';
import { chatAccess } from '../selectors/chat-access.ts';
import { isSent } from '../selectors/client-id-used.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import { chatMarkAnnounce } from './chat-mark-announce.ts';
import { contentCompose } from './content-compose.ts';
import { scheduledDraftEnd } from './scheduled-draft-end.ts';
import { filesHold } from './files-hold.ts';
import { hiddenQuoteDrop, quoteKeep } from './quote-keep.ts';
import { scheduledAnnounce, scheduledEnqueue, scheduledHold } from './scheduled-context.ts';
import type { ScheduledContext } from './scheduled-context.ts';
import { userRevLock } from './user-rev.ts';

/**
 * Keeps a message to be sent at its time; whether it may be sent is decided then. The same client id again answers
 * with the one that was made. The draft that it is made of ends with it.
 *
 * @throws AppError messages.chat_not_found, messages.time_invalid, messages.too_many_scheduled, messages.client_id_reused
 */
export async function scheduledCreate(
  { db, bus, broker, jobs, files }: ScheduledContext,
  userId: string,
  chatId: string,
  { text, sendAt, clientId = uuidv7(), endsDraft, ...asked }: ScheduledBody,
): Promise<ScheduledRow> {
  const refusal = canPlanFor(new Date(sendAt), new Date());
  if (refusal) throw refusal;
  await chatAccess(db, userId, chatId);
  const { content } = await contentCompose(files, userId, asked);
  const { row, isNew, ended } = await db.transaction().execute(async (trx) => {
    const locked = asked.replyTo && (await quoteKeep(trx, userId, chatId, asked.replyTo));
    await userRevLock(trx, userId);
    const replyTo = locked && (await hiddenQuoteDrop(trx, userId, chatId, locked));
    const extras = { ...asked, ...(replyTo && { replyTo }) };
    const own = trx.selectFrom('scheduledMessages').where('userId', '=', userId);
    const earlier = await own.where('clientId', '=', clientId).selectAll().executeTakeFirst();
    if (earlier) {
      const isSame =
        earlier.chatId === chatId &&
        earlier.body === text &&
        isDeepStrictEqual(earlier.extras, JSON.parse(JSON.stringify(extras)));
      if (!isSame) throw errors.client_id_reused();
      return { row: earlier, isNew: false };
    }
    // It went out already, from another device: it can't be planned as well.
    if (await isSent(trx, userId, clientId)) throw errors.client_id_reused();
    const { count } = await own
      .where('chatId', '=', chatId)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count >= limits.scheduledPerChat) throw errors.too_many_scheduled();
    const made = await trx
      .insertInto('scheduledMessages')
      .values({
        id: uuidv7(),
        userId,
        chatId,
        clientId,
        body: text,
        extras: JSON.stringify(extras),
        content: content === undefined ? null : JSON.stringify({ ...content, ...(replyTo && { replyTo }) }),
        sendAt: new Date(sendAt),
        state: 'waiting',
        failure: null,
        createdAt: new Date(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await scheduledEnqueue(jobs, trx, made);
    const attached = made.content?.attachments ?? [];
    if (attached.length > 0) await filesHold(trx, scheduledHold(made, 1), attached);
    return {
      row: made,
      isNew: true,
      ended: endsDraft && (await scheduledDraftEnd(trx, userId, chatId, clientId)),
    };
  });
  if (!isNew) return row;
  broker.kick();
  scheduledAnnounce(bus, row);
  if (ended) chatMarkAnnounce(bus, userId, ended);
  return row;
}
