import { toApiMessage } from '@bridges/contracts';
import type { SendResult } from '@bridges/contracts/proto';
import { kitErrors } from '@bridges/kit';
import { refusalOf } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** The result of one send → what its sender is told. */
export function presentSendOutcome({ outcome, isRepeat }: SendResult): { ok: object } | { refusal: Refusal } {
  if (outcome.case === 'message') return { ok: { message: toApiMessage(outcome.value), isRepeat } };
  if (outcome.case === 'failure') {
    const { code, message, isRetryable, retryAfterMs } = outcome.value;
    return { refusal: { code, message, isRetryable, ...(retryAfterMs > 0 ? { retryAfterMs } : {}) } };
  }
  return { refusal: refusalOf(kitErrors.internal()) };
}
