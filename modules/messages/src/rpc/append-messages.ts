import type { AppendMessagesRequest } from '@bridges/contracts/proto';
import type { AppendQueue, SendOutcome } from '../services/append-queue.ts';

/** Hands all sends to the queue at once; they may be stored in several commits. */
export async function appendMessages(appendQueue: Pick<AppendQueue, 'append'>, request: AppendMessagesRequest) {
  const outcomes = await Promise.all(
    request.sends.map(({ chatId, senderId, clientId, text }) =>
      appendQueue.append({ chatId, senderId, clientId, text, kind: 'text' }),
    ),
  );
  return { results: outcomes.map(presentOutcome) };
}

function presentOutcome(outcome: SendOutcome) {
  if (outcome.message) {
    return { outcome: { case: 'message' as const, value: { ...outcome.message } }, isRepeat: outcome.isRepeat };
  }
  const { code, message, isRetryable } = outcome.error;
  return { outcome: { case: 'failure' as const, value: { code, message, isRetryable } }, isRepeat: false };
}
