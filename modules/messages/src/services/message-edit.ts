import type { Message, MessageContent } from '@bridges/contracts';
import { MentionsWrittenSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { linksIn, parseMarkdown } from '@bridges/contracts/markdown';
import { errors } from '../errors.ts';
import { canEdit } from '../policies/can-edit.ts';
import { messageChange } from './message-change.ts';
import type { ChangeContext } from './message-change.ts';
import { messageAt } from './message-place.ts';

export interface EditContext extends ChangeContext {
  editWindowSeconds: number;
}

/**
 * Lets a message of the actor say something else; what it said before is kept. The same text again is nothing.
 *
 * @throws AppError messages.message_not_found, edit_forbidden, edit_window_closed, text_invalid, and why one may
 * not post
 */
export async function messageEdit(
  context: EditContext,
  { chatId, seq, actorId, text }: { chatId: string; seq: number; actorId: string; text: string },
): Promise<Message> {
  const [message] = await messageChange(
    context,
    { chatId, actorId, seqs: [seq] },
    async (trx, chat, member) => {
      const before = await messageAt(trx, member, seq);
      const at = new Date();
      const refusal = canEdit(chat, member, before, { text, at, windowSeconds: context.editWindowSeconds });
      if (refusal) throw refusal;
      if (text === before.body) return undefined;
      await trx
        .insertInto('messageEdits')
        .values({
          chatId,
          seq,
          rev: chat.rev + 1,
          body: before.body,
          writtenAt: before.editedAt ?? before.createdAt,
        })
        .execute();
      const content = before.content && JSON.stringify(withoutLostPreview(before.content, text));
      await trx
        .updateTable('messages')
        .set({ body: text, content, editedAt: at })
        .where('chatId', '=', chatId)
        .where('seq', '=', seq)
        .execute();
      if (`${before.body}${text}`.includes('@')) {
        await outboxAppend(trx, MentionsWrittenSchema, 'messages.mentions_written.v1', {
          places: [{ chatId, seq }],
        });
      }
      return { act: 'edited', seqs: [seq] };
    },
  );
  if (!message) throw errors.message_not_found();
  return message;
}

/** A preview goes with its link. */
function withoutLostPreview(content: MessageContent, text: string): MessageContent {
  const { preview, ...rest } = content;
  return preview && linksIn(parseMarkdown(text)).includes(preview.url) ? content : rest;
}
