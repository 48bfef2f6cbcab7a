import type { ChatMarks, DraftBody } from '@bridges/contracts';
import { chatMarkWrite } from './chat-mark-write.ts';
import type { MarksContext } from './chat-mark-write.ts';

/** Keeps what she has begun to write; the last save wins, an empty one takes the draft away. @throws AppError messages.chat_not_found */
export function draftSave(
  context: MarksContext,
  userId: string,
  chatId: string,
  { text, replyTo }: DraftBody,
): Promise<ChatMarks> {
  return chatMarkWrite(context, userId, chatId, (before) => {
    if (text === '' && replyTo === undefined) return { ...before, draft: null };
    const parts = { text, ...(replyTo === undefined ? {} : { replyTo }) };
    const updatedAt = new Date().toISOString();
    const isSame = before.draft !== null && sameText(before.draft, parts);
    return { ...before, draft: isSame ? before.draft : { ...parts, updatedAt } };
  });
}

function sameText(one: DraftBody, other: DraftBody): boolean {
  return (
    one.text === other.text &&
    one.replyTo?.seq === other.replyTo?.seq &&
    one.replyTo?.quote === other.replyTo?.quote
  );
}
