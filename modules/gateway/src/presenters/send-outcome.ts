import { toApiMessage } from '@bridges/contracts';
import type { SendResult } from '@bridges/contracts/proto';
import { kitErrors } from '@bridges/kit';
import { refusalOf } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** The result of one send → what its sender is told: the JSON of her message, or why there is none. */
export function presentSendOutcome({
  outcome,
  messageJson,
}: SendResult): { messageJson: Uint8Array } | { refusal: Refusal } {
  if (messageJson.length > 0) return { messageJson };
  // Of a copy of messages that is a version behind.
  if (outcome.case === 'message')
    return { messageJson: Buffer.from(JSON.stringify(toApiMessage(outcome.value))) };
  if (outcome.case === 'failure') {
    const { code, message, isRetryable, retryAfterMs } = outcome.value;
    return { refusal: { code, message, isRetryable, ...(retryAfterMs > 0 ? { retryAfterMs } : {}) } };
  }
  return { refusal: refusalOf(kitErrors.internal()) };
}
