import type { Attachment, ChatMarks, DraftBody } from '@bridges/contracts';
import { isDeepStrictEqual } from 'node:util';
import type { Draft } from '@bridges/contracts';
import { isSentOrPlanned } from '../selectors/client-id-used.ts';
import { chatMarkWrite } from './chat-mark-write.ts';
import type { MarksContext } from './chat-mark-write.ts';
import type { DescribeFiles } from './content-compose.ts';
import { filesDescribe } from './content-compose.ts';
import { filesHold } from './files-hold.ts';
import { hiddenQuoteDrop, quoteKeep } from './quote-keep.ts';

export type DraftContext = MarksContext & { files: DescribeFiles };

/**
 * Keeps what she has begun to write; the last save wins, an empty one takes the draft away. Files that are gone are left
 * out of it, and so is the text of others that she may not read. What has become a message, or is planned as one, is no draft any
 * more: her row's lock, which sends take, too, keeps a save that is late from bringing it back.
 *
 * @throws AppError messages.chat_not_found
 */
export async function draftSave(
  context: DraftContext,
  userId: string,
  chatId: string,
  body: DraftBody,
): Promise<ChatMarks> {
  const attachments = await attached(context.files, userId, body.attachments ?? []);
  let { replyTo } = body;
  const marks = await chatMarkWrite(
    context,
    userId,
    chatId,
    async (before, _place, trx) => {
      if (body.clientId !== undefined && (await isSentOrPlanned(trx, userId, body.clientId)))
        return before.draft?.clientId === body.clientId ? { ...before, draft: null } : before;
      if (replyTo) replyTo = await hiddenQuoteDrop(trx, userId, chatId, replyTo);
      const parts = { text: body.text, replyTo, attachments, clientId: body.clientId };
      return { ...before, draft: nextDraft(before.draft, parts) };
    },
    {
      async beforeLock(trx) {
        if (replyTo) replyTo = await quoteKeep(trx, userId, chatId, replyTo);
      },
      async inTransaction(trx, before, { draft, rev }) {
        const held = draft?.attachments ?? [];
        if (isDeepStrictEqual(idsOf(before.draft?.attachments), idsOf(held))) return;
        await filesHold(trx, { ownerId: userId, holder: 'draft', subjectId: chatId, rev }, held);
      },
    },
  );
  context.broker.kick();
  return marks;
}

async function attached(files: DescribeFiles, userId: string, fileIds: string[]): Promise<Attachment[]> {
  return fileIds.length === 0 ? [] : filesDescribe(files, userId, [...new Set(fileIds)], { isDraft: true });
}

interface Parts {
  text: string;
  replyTo: DraftBody['replyTo'];
  attachments: Attachment[];
  clientId: string | undefined;
}

function nextDraft(before: Draft | null, { text, replyTo, attachments, clientId }: Parts): Draft | null {
  if (text === '' && replyTo === undefined && attachments.length === 0) return null;
  const parts = {
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(clientId === undefined ? {} : { clientId }),
  };
  const next = { ...parts, updatedAt: new Date().toISOString() };
  return before !== null && isDeepStrictEqual(before, { ...next, updatedAt: before.updatedAt })
    ? before
    : next;
}

const idsOf = (attachments: readonly Attachment[] = []) => attachments.map(({ fileId }) => fileId);
