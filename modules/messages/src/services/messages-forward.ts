import type { ForwardBody, ForwardResult, MessageContent } from '@bridges/contracts';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import type { MessageRow } from '../presenters/message.ts';
import { presentStored } from '../presenters/live.ts';
import { chatAccess } from '../selectors/chat-access.ts';
import { messageView, rowsAt } from '../selectors/message-view.ts';
import type { Reader } from '../tables/database.ts';
import type { AppendQueue, SendOutcome, SendRequest } from './append-queue.ts';
import { derivedId } from './derived-id.ts';

export interface ForwardContext {
  db: Reader;
  appendQueue: Pick<AppendQueue, 'append'>;
}

/**
 * Posts copies of messages that the actor may read into other chats of hers, each judged as a send of its own. With
 * a client id the whole may be repeated: each copy is made once.
 *
 * @throws AppError messages.chat_not_found, messages.message_not_found when a source is not for her
 */
export async function messagesForward(
  { db, appendQueue }: ForwardContext,
  actorId: string,
  { from, to, comment = '', clientId = uuidv7(), isSilent }: ForwardBody,
): Promise<ForwardResult['results']> {
  const sources = await readSources(db, actorId, from.chatId, from.seqs);
  const silence = isSilent ? { isSilent } : {};
  return Promise.all(
    [...new Set(to)].map(async (chatId) => {
      const common = { chatId, senderId: actorId, kind: 'text' as const };
      const copies = sources.map((source): SendRequest => ({
        ...common,
        clientId: derivedId(clientId, `${chatId}:${source.seq}`),
        text: source.body,
        content: { ...copiedContent(source), ...silence },
        extrasJson: JSON.stringify({ forward: [from.chatId, source.seq] }),
      }));
      const said: SendRequest[] =
        comment.trim() === ''
          ? []
          : [
              {
                ...common,
                clientId: derivedId(clientId, `${chatId}:comment`),
                text: comment,
                ...(isSilent ? { content: silence, extrasJson: JSON.stringify(silence) } : {}),
              },
            ];
      // All at once, so that they stand together: the queue keeps the order in a chat.
      const outcomes = await Promise.all([...said, ...copies].map((send) => appendQueue.append(send)));
      return { chatId, ...presentOutcomes(outcomes) };
    }),
  );
}

function presentOutcomes(outcomes: readonly SendOutcome[]): Omit<ForwardResult['results'][number], 'chatId'> {
  const messages = outcomes.flatMap(({ message }) => (message ? [presentStored(message)] : []));
  const error = outcomes.find((outcome) => outcome.error)?.error;
  if (!error) return { messages };
  return { messages, error: { code: error.code, message: error.message, isRetryable: error.isRetryable } };
}

async function readSources(
  db: Reader,
  viewerId: string,
  chatId: string,
  seqs: readonly number[],
): Promise<MessageRow[]> {
  const access = await chatAccess(db, viewerId, chatId);
  const wanted = [...new Set(seqs)];
  const rows = await rowsAt(
    db,
    wanted.map((seq) => ({ chatId, seq })),
  );
  const seen = await messageView(db, viewerId, new Map([[chatId, access]]), rows);
  if (seen.length < wanted.length || seen.some(({ kind }) => kind !== 'text'))
    throw errors.message_not_found();
  return rows;
}

/** What goes along: not the reply, which is another chat's, nor who reacted and voted. */
function copiedContent({ content, senderId, createdAt }: MessageRow): MessageContent {
  const { forwardedFrom, attachments, poll, preview, hasNoPreview } = content ?? {};
  return {
    forwardedFrom: forwardedFrom ?? { senderId, createdAt: createdAt.toISOString() },
    ...(attachments ? { attachments } : {}),
    ...(poll ? { poll } : {}),
    ...(preview ? { preview } : {}),
    ...(hasNoPreview ? { hasNoPreview } : {}),
  };
}
