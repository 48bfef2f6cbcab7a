import { limits } from '@bridges/contracts';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import { canPlanFor } from '../policies/plan-time.ts';
import { messageGet } from '../selectors/message-get.ts';
import type { ReminderRow } from '../tables/scheduled.ts';
import { reminderAnnounce, reminderEnqueue } from './reminder-context.ts';
import type { ReminderContext } from './reminder-context.ts';
import { userRevLock } from './user-rev.ts';

/** @throws AppError messages.chat_not_found, messages.message_not_found, messages.time_invalid, messages.too_many_reminders */
export async function reminderCreate(
  { db, bus, jobs }: ReminderContext,
  userId: string,
  place: { chatId: string; seq: number },
  at: Date,
): Promise<ReminderRow> {
  await messageGet(db, userId, place.chatId, place.seq);
  const refusal = canPlanFor(at, new Date());
  if (refusal) throw refusal;
  const row = await db.transaction().execute(async (trx) => {
    await userRevLock(trx, userId);
    const { count } = await trx
      .selectFrom('reminders')
      .where('userId', '=', userId)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count >= limits.reminders) throw errors.too_many_reminders();
    const made = { id: uuidv7(), userId, ...place, remindAt: at, createdAt: new Date() };
    await trx.insertInto('reminders').values(made).execute();
    await reminderEnqueue(jobs, trx, made);
    return made;
  });
  reminderAnnounce(bus, row, true);
  return row;
}
