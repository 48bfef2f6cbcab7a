import type { AppError } from '@bridges/kit';

/** What sockets tell of an error. */
export interface Refusal {
  code: string;
  message: string;
  isRetryable: boolean;
  retryAfterMs?: number | undefined;
  /** Of what went wrong on our side: what the logs call it. */
  requestId?: string;
}

export function refusalOf(error: AppError): Refusal {
  return {
    code: error.code,
    message: error.message,
    isRetryable: error.isRetryable,
    retryAfterMs: error.retryAfterMs,
  };
}
