import type { ChatMarks } from '@bridges/contracts';
import type { Transaction } from 'kysely';
import { presentMarks } from '../presenters/chat-marks.ts';
import { chatMarkRow } from '../selectors/chat-mark-rows.ts';
import type { Database } from '../tables/database.ts';
import type { MarksChange } from './chat-mark-announce.ts';
import { chatMarkStore } from './chat-mark-write.ts';
import { filesHold } from './files-hold.ts';
import { userRevRaise } from './user-rev.ts';

/**
 * In the transaction that keeps what the draft has become, with the user's row locked: the draft ends, if it is still the
 * one with this client id. Resolves with what her devices are to be told.
 */
export async function scheduledDraftEnd(
  trx: Transaction<Database>,
  userId: string,
  chatId: string,
  clientId: string,
): Promise<MarksChange | undefined> {
  const before = await chatMarkRow(trx, userId, chatId);
  if (before?.draft?.clientId !== clientId) return undefined;
  const step = await userRevRaise(trx, userId);
  const after = { ...before, draft: null, rev: step.rev };
  await chatMarkStore(trx, userId, chatId, after);
  if (before.draft.attachments)
    await filesHold(trx, { ownerId: userId, holder: 'draft', subjectId: chatId, rev: step.rev }, []);
  const chats: Record<string, ChatMarks> = { [chatId]: presentMarks(after) };
  return { ...step, chats };
}
