import type { ErrorBody } from '@bridges/contracts';

/** What an {@link ApiError} is made of. */
export interface ApiErrorParts {
  code: string;
  message: string;
  /** HTTP status; 0 when no answer came or the refusal came over the socket. */
  status?: number;
  isRetryable?: boolean;
  retryAfterMs?: number | undefined;
  details?: Record<string, unknown> | undefined;
  cause?: unknown;
}

/**
 * The only error that REST calls and socket commands reject with.
 *
 * `code` is stable: the server's (`messages.chat_not_found`), or one of the SDK's own:
 * - `sdk.network`: no answer came. It is not known whether the request was carried out;
 * - `sdk.bad_answer`: an answer came that is not Bridges' (a proxy's error page);
 * - `sdk.offline`: the socket is not connected, and nothing was sent;
 * - `sdk.connection_lost`, `sdk.timeout`: a command was sent, its reply did not come; the outcome is unknown.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** The same request may succeed later. */
  readonly isRetryable: boolean;
  /** Wait at least this long before the next try, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** For example, the fields that were refused. */
  readonly details: Record<string, unknown> | undefined;

  constructor(parts: ApiErrorParts) {
    super(parts.message, { cause: parts.cause });
    this.name = 'ApiError';
    this.code = parts.code;
    this.status = parts.status ?? 0;
    this.isRetryable = parts.isRetryable ?? false;
    this.retryAfterMs = parts.retryAfterMs;
    this.details = parts.details;
  }
}

/** Makes an {@link ApiError} of anything that was thrown; an ApiError stays what it is. */
export function toApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ApiError({ code: 'sdk.network', message, isRetryable: true, cause });
}

/** Reads a refusal of the server; never throws. */
export async function errorFromResponse(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(retryAfter) ? retryAfter * 1000 : undefined;
  const body = (await response.json().catch(() => null)) as ErrorBody | null;
  const error = body?.error;
  if (typeof error?.code !== 'string') {
    return new ApiError({
      code: 'sdk.bad_answer',
      message: `The server answered with status ${response.status}.`,
      status: response.status,
      isRetryable: response.status >= 500 || response.status === 429,
      retryAfterMs,
    });
  }
  return new ApiError({ ...error, status: response.status, retryAfterMs });
}
