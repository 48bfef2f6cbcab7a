import type { ChatMarks } from '@bridges/contracts';
import { isDeepStrictEqual } from 'node:util';
import type { Broker, Bus } from '@bridges/kit';
import type { Kysely, Transaction } from 'kysely';
import { noMarksRow } from '../policies/chat-mark-patch.ts';
import type { MarkPlace } from '../policies/chat-mark-patch.ts';
import { presentMarks } from '../presenters/chat-marks.ts';
import { chatAccess } from '../selectors/chat-access.ts';
import { chatMarkRow } from '../selectors/chat-mark-rows.ts';
import type { Database } from '../tables/database.ts';
import type { MarksRow } from '../tables/marks.ts';
import { chatMarkAnnounce } from './chat-mark-announce.ts';
import { userRevLock, userRevRaise } from './user-rev.ts';

export interface MarksContext {
  db: Kysely<Database>;
  bus: Bus;
  broker: Pick<Broker, 'kick'>;
}

/** What an act does beside the change of the row, in its transaction. */
interface Beside {
  /** What must be locked before the user's own row. */
  beforeLock?(trx: Transaction<Database>): Promise<void>;
  /** When the row has changed. */
  inTransaction?(trx: Transaction<Database>, before: MarksRow, after: MarksRow): Promise<void>;
}

/**
 * Changes what a user set about one of her chats, and tells her devices. What changes nothing raises no rev.
 *
 * @throws AppError messages.chat_not_found
 */
export async function chatMarkWrite(
  { db, bus }: MarksContext,
  userId: string,
  chatId: string,
  change: (before: MarksRow, place: MarkPlace, trx: Transaction<Database>) => MarksRow | Promise<MarksRow>,
  { beforeLock, inTransaction }: Beside = {},
): Promise<ChatMarks> {
  const { marks, step } = await db.transaction().execute(async (trx) => {
    const place = await chatAccess(trx, userId, chatId);
    await beforeLock?.(trx);
    await userRevLock(trx, userId);
    const before = (await chatMarkRow(trx, userId, chatId)) ?? noMarksRow;
    const after = await change(before, place, trx);
    if (isDeepStrictEqual(before, after)) return { marks: before, step: undefined };
    const raised = await userRevRaise(trx, userId);
    const row = { ...after, rev: raised.rev };
    await chatMarkStore(trx, userId, chatId, row);
    await inTransaction?.(trx, before, row);
    return { marks: row, step: raised };
  });
  const presented = presentMarks(marks);
  if (step) chatMarkAnnounce(bus, userId, { ...step, chats: { [chatId]: presented } });
  return presented;
}

/** Puts a row in place of the one there was. */
export async function chatMarkStore(
  trx: Transaction<Database>,
  userId: string,
  chatId: string,
  row: MarksRow,
): Promise<void> {
  const values = { ...row, draft: row.draft && JSON.stringify(row.draft) };
  await trx
    .insertInto('chatMarks')
    .values({ userId, chatId, ...values })
    .onConflict((conflict) => conflict.columns(['userId', 'chatId']).doUpdateSet(values))
    .execute();
}
