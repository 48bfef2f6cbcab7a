import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { requestId } from './tracing/request-id.ts';
import { traceparent } from './tracing/spans.ts';

export type { Logger };

/** Where secrets travel: never written, whatever logs them. */
const redactedPaths = [
  'req.headers.authorization',
  'req.headers.cookie',
  '*.password',
  '*.currentPassword',
  '*.newPassword',
  '*.token',
  '*.refresh',
  '*.access',
  '*.text',
  'password',
  'token',
  'text',
];

/** Takes `token` and `ticket` values out of an address before it is logged. */
export function redactUrl(url: string): string {
  return url.replace(/([?&](?:token|ticket)=)[^&#]*/gi, '$1[redacted]');
}

/**
 * A JSON logger with redaction. Log ids and counts; never message text, tokens, SQL or paths.
 */
export function createLogger(options: { level?: string; destination?: DestinationStream } = {}): Logger {
  const settings = {
    level: options.level ?? 'info',
    mixin: whatIsUnderWay,
    redact: { paths: redactedPaths, censor: '[redacted]' },
    serializers: {
      req: (request: { method?: string; url?: string; id?: string }) => ({
        method: request.method,
        url: redactUrl(request.url ?? ''),
        id: request.id,
      }),
      err: serializeError,
    },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** The same `reqId` in every service that has a part in a request, and the trace if there is one. */
function whatIsUnderWay(): object {
  const [reqId, parent] = [requestId(), traceparent()];
  return {
    ...(reqId === undefined ? {} : { reqId }),
    ...(parent === undefined ? {} : { traceId: parent.split('-')[1] }),
  };
}

/** Errors from the database carry SQL, parameters and details: only their kind and place are logged. */
function serializeError(error: Error & { code?: unknown }) {
  return {
    type: error.name,
    code: typeof error.code === 'string' ? error.code : undefined,
    message: 'severity' in error ? 'database error' : error.message,
    stack: 'severity' in error ? undefined : error.stack,
  };
}
