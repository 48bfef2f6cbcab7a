import type { AppendMessagesRequest } from '@bridges/contracts/proto';
import { errors } from '../errors.ts';
import type { AppendQueue, SendOutcome } from '../services/append-queue.ts';
import { toProtoMessage } from '../services/append-statements.ts';

const uuidForm = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Hands all sends to the queue at once; they may be stored in several commits. */
export async function appendMessages(
  appendQueue: Pick<AppendQueue, 'append'>,
  request: AppendMessagesRequest,
) {
  const outcomes = await Promise.all(
    request.sends.map(async ({ chatId, senderId, clientId, text }) =>
      // One bad id would fail the statement of everybody in its batch.
      [chatId, senderId, clientId].every((id) => uuidForm.test(id))
        ? appendQueue.append({ chatId, senderId, clientId, text, kind: 'text' })
        : { error: errors.chat_not_found() },
    ),
  );
  return { results: outcomes.map(presentOutcome) };
}

function presentOutcome(outcome: SendOutcome) {
  if (outcome.message) {
    return {
      outcome: { case: 'message' as const, value: toProtoMessage(outcome.message) },
      isRepeat: outcome.isRepeat,
    };
  }
  const { code, message, isRetryable } = outcome.error;
  return { outcome: { case: 'failure' as const, value: { code, message, isRetryable } }, isRepeat: false };
}
