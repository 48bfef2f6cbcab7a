import type { AppendMessagesRequest, Send } from '@bridges/contracts/proto';
import { toAppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import { presentStoredJson } from '../presenters/live.ts';
import type { AppendQueue, SendOutcome } from '../services/append-queue.ts';
import { toProtoMessage } from '../services/append-statements.ts';
import { contentCompose, parseExtras } from '../services/content-compose.ts';
import type { DescribeFiles } from '../services/content-compose.ts';

const uuidForm = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export interface AppendContext {
  appendQueue: Pick<AppendQueue, 'append'>;
  files: DescribeFiles;
}

/** Hands all sends to the queue at once; they may be stored in several commits. */
export async function appendMessages(context: AppendContext, request: AppendMessagesRequest) {
  const outcomes = await Promise.all(request.sends.map((send) => Promise.resolve(appendOne(context, send))));
  return { results: outcomes.map((outcome) => presentOutcome(outcome, request.wantsJson)) };
}

/** Not async where nothing is to be found out first: plain sends of a tick stay in its order and batch. */
function appendOne({ appendQueue, files }: AppendContext, send: Send): SendOutcome | Promise<SendOutcome> {
  const { chatId, senderId, clientId, text, extrasJson, endsDraft } = send;
  // One bad id would fail the statement of everybody in its batch.
  if (![chatId, senderId, clientId].every((id) => uuidForm.test(id)))
    return { error: errors.chat_not_found() };
  const plain = { chatId, senderId, clientId, text, kind: 'text' as const, endsDraft };
  if (extrasJson === '') return appendQueue.append(plain);
  return composeExtras(files, senderId, extrasJson).then(
    (composed) => appendQueue.append({ ...plain, ...composed }),
    (error: unknown) => ({ error: toAppError(error) }),
  );
}

async function composeExtras(files: DescribeFiles, senderId: string, extrasJson: string) {
  return contentCompose(files, senderId, parseExtras(extrasJson));
}

function presentOutcome(outcome: SendOutcome, wantsJson: boolean) {
  if (outcome.message) {
    const { message, isRepeat } = outcome;
    if (wantsJson) return { messageJson: presentStoredJson(message), isRepeat };
    return {
      outcome: { case: 'message' as const, value: toProtoMessage(message) },
      isRepeat,
    };
  }
  const { code, message, isRetryable, retryAfterMs = 0 } = outcome.error;
  const value = { code, message, isRetryable, retryAfterMs };
  return { outcome: { case: 'failure' as const, value }, isRepeat: false };
}
