/** gRPC status names this project uses (google.rpc.Code). */
export type GrpcCode =
  | 'INVALID_ARGUMENT'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'FAILED_PRECONDITION'
  | 'RESOURCE_EXHAUSTED'
  | 'DEADLINE_EXCEEDED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** One row of a module's error table. */
export interface ErrorEntry {
  /** HTTP status, 400-599. */
  status: number;
  grpc: GrpcCode;
  /** The same request may succeed later. */
  isRetryable?: boolean;
  /** One sentence for people; never a secret, a path or SQL. */
  message: string;
}

export interface ErrorExtras {
  /** Shown to the caller: only what she may know. */
  details?: Record<string, unknown>;
  /** Wait this long before the next try, in milliseconds (`Retry-After` over HTTP). */
  retryAfterMs?: number;
  /** For the log only. */
  cause?: unknown;
}

/** A refusal with a stable code: the only kind of error that doors show to callers as it is. */
export class AppError extends Error {
  readonly code: string;
  readonly entry: ErrorEntry;
  readonly details: Record<string, unknown> | undefined;
  readonly retryAfterMs: number | undefined;
  /** What the logs call the work that failed, where several wait for one outcome. */
  requestId: string | undefined;

  constructor(code: string, entry: ErrorEntry, extras: ErrorExtras = {}) {
    super(entry.message, { cause: extras.cause });
    this.name = 'AppError';
    this.code = code;
    this.entry = entry;
    this.details = extras.details;
    this.retryAfterMs = extras.retryAfterMs;
  }

  get isRetryable(): boolean {
    return this.entry.isRetryable ?? false;
  }
}

export type ErrorTable<Name extends string> = Record<Name, ErrorEntry>;

/** Functions that make the errors of one table; `table` is kept for the generated error catalogue. */
export type Errors<Name extends string> = Record<Name, (extras?: ErrorExtras) => AppError> & {
  table: ErrorTable<Name>;
};

/**
 * Turns a module's error table into makers: `errors.chat_not_found()` has the code `messages.chat_not_found`.
 *
 * @example const errors = defineErrors('messages', { chat_not_found: { status: 404, grpc: 'NOT_FOUND', message: '…' } });
 */
export function defineErrors<Name extends string>(module: string, table: ErrorTable<Name>): Errors<Name> {
  const makers = Object.fromEntries(
    (Object.entries(table) as [Name, ErrorEntry][]).map(([name, entry]) => [
      name,
      (extras?: ErrorExtras) => new AppError(`${module}.${name}`, entry, extras),
    ]),
  );
  return { ...makers, table } as Errors<Name>;
}

/** Errors that any part of the kit may answer with. */
export const kitErrors = defineErrors('kit', {
  unauthenticated: { status: 401, grpc: 'UNAUTHENTICATED', message: 'Sign in first.' },
  forbidden: { status: 403, grpc: 'PERMISSION_DENIED', message: 'You may not do this.' },
  not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is nothing here.' },
  bad_cursor: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'The cursor does not belong to this list; start again without it.',
  },
  rate_limited: {
    status: 429,
    grpc: 'RESOURCE_EXHAUSTED',
    isRetryable: true,
    message: 'Too many requests; try again later.',
  },
  unavailable: {
    status: 503,
    grpc: 'UNAVAILABLE',
    isRetryable: true,
    message: 'A part of the service is not available right now; try again shortly.',
  },
  deadline_exceeded: {
    status: 504,
    grpc: 'DEADLINE_EXCEEDED',
    isRetryable: true,
    message: 'The answer took too long; it is not known whether the request was carried out.',
  },
  internal: {
    status: 500,
    grpc: 'INTERNAL',
    isRetryable: true,
    message: 'Something went wrong on our side.',
  },
});
