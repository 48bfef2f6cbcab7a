import type { AttachmentListKind, Message } from '@bridges/contracts';
import { sql } from 'kysely';
import { messageColumns } from '../presenters/message.ts';
import type { Reader } from '../tables/database.ts';
import { chatAccess } from './chat-access.ts';
import { messageView } from './message-view.ts';

export interface SharedListQuery {
  kind: AttachmentListKind;
  before?: number | undefined;
  after?: number | undefined;
  limit: number;
}

/** As the partial indexes of migration 0011 say it, word for word: otherwise they are not used. */
const conditions = {
  media: sql<boolean>`content @? '$.attachments[*] ? (@.kind == "image" || @.kind == "video")'`,
  files: sql<boolean>`content @? '$.attachments[*] ? (@.kind == "file" || @.kind == "audio")'`,
  voice: sql<boolean>`content @? '$.attachments[*] ? (@.kind == "voice")'`,
  links: sql<boolean>`kind = 'text' and body like '%://%'`,
} as const;

/**
 * Messages of a chat with files or links of a kind, as the viewer may see them: the newest first, or after a seq in
 * order. What is hidden from her is left out, so a page may be short. @throws AppError messages.chat_not_found
 */
export async function sharedList(
  db: Reader,
  viewerId: string,
  chatId: string,
  { kind, before, after, limit }: SharedListQuery,
): Promise<{ messages: Message[]; nextSeq: number | null }> {
  const access = await chatAccess(db, viewerId, chatId);
  let query = db
    .selectFrom('messages')
    .select(messageColumns)
    .where('chatId', '=', chatId)
    .where('seq', '>=', access.firstSeq)
    .where(conditions[kind]);
  if (after !== undefined) query = query.where('seq', '>', after).orderBy('seq');
  else query = query.orderBy('seq', 'desc');
  if (before !== undefined) query = query.where('seq', '<', before);
  const rows = await query.limit(limit + 1).execute();
  const page = rows.slice(0, limit);
  const seen = await messageView(db, viewerId, new Map([[chatId, access]]), page);
  return {
    messages: seen.filter((message) => message.kind === 'text'),
    nextSeq: rows.length > limit ? (page.at(-1)?.seq ?? null) : null,
  };
}
