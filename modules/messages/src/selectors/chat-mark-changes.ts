import type { ChatMarks, ChatMarksPage } from '@bridges/contracts';
import { presentMarks } from '../presenters/chat-marks.ts';
import type { Reader } from '../tables/database.ts';
import { chatMarkRev } from './chat-mark-rev.ts';
import { markColumns } from './chat-mark-rows.ts';
import { folderList } from './folder-list.ts';

const maxChats = 500;
const maxHidden = 2000;

/** What changed of a user's own view after a rev, each thing as it is now. */
export async function chatMarkChanges(db: Reader, userId: string, after: number): Promise<ChatMarksPage> {
  const rev = await chatMarkRev(db, userId);
  const marks = await db
    .selectFrom('chatMarks')
    .where('userId', '=', userId)
    .where('rev', '>', after)
    .select(['chatId', ...markColumns])
    .orderBy('rev')
    .limit(maxChats + 1)
    .execute();
  const hidden = await db
    .selectFrom('hiddenMessages')
    .where('userId', '=', userId)
    .where('userRev', '>', after)
    .select(['chatId', 'seq', 'userRev as rev'])
    .orderBy('userRev')
    .limit(maxHidden + 1)
    .execute();
  // What one act changed has one rev and stays on one page; no act changes as much as a page holds.
  const upTo = Math.min(pageEnd(marks, maxChats), pageEnd(hidden, maxHidden));
  const isOnPage = (row: { rev: number }) => row.rev <= upTo;
  return {
    rev: Number.isFinite(upTo) ? upTo : rev,
    chats: Object.fromEntries(
      marks.filter(isOnPage).map(({ chatId, ...row }): [string, ChatMarks] => [chatId, presentMarks(row)]),
    ),
    folders: await folderList(db, userId),
    hidden: groupByChat(hidden.filter(isOnPage)),
    hasMore: Number.isFinite(upTo),
  };
}

/** The rev up to which all rows are there; infinite: there are no more. */
function pageEnd(rows: readonly { rev: number }[], max: number): number {
  const next = rows[max];
  return next === undefined ? Number.POSITIVE_INFINITY : next.rev - 1;
}

function groupByChat(rows: readonly { chatId: string; seq: number }[]): ChatMarksPage['hidden'] {
  const seqs = new Map<string, number[]>();
  for (const { chatId, seq } of rows) {
    const known = seqs.get(chatId);
    if (known) known.push(seq);
    else seqs.set(chatId, [seq]);
  }
  return [...seqs].map(([chatId, of]) => ({ chatId, seqs: of }));
}
