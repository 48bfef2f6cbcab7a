import { Metadata, status } from '@grpc/grpc-js';
import type { ServiceError, StatusObject } from '@grpc/grpc-js';
import { z } from 'zod';
import { AppError, kitErrors } from '../errors.ts';
import { calleeError } from '../rpc.ts';

/** Trailer that carries our own error; the gRPC status beside it is for tools and proxies. */
const trailer = 'bridges-error-bin';

const carried = z.object({
  code: z.string().max(200),
  entry: z.object({
    status: z.number().int().min(400).max(599),
    grpc: z.enum([
      'INVALID_ARGUMENT',
      'UNAUTHENTICATED',
      'PERMISSION_DENIED',
      'NOT_FOUND',
      'ALREADY_EXISTS',
      'FAILED_PRECONDITION',
      'RESOURCE_EXHAUSTED',
      'DEADLINE_EXCEEDED',
      'UNAVAILABLE',
      'INTERNAL',
    ]),
    isRetryable: z.boolean(),
    message: z.string().max(2000),
  }),
  details: z.record(z.string(), z.unknown()).optional(),
  retryAfterMs: z.number().optional(),
});

/** What a handler threw → the status of the call. What is not our own says no more than that a database is away. */
export function toStatus(thrown: unknown): Partial<StatusObject> {
  const error = calleeError(thrown);
  const { code, entry, details, retryAfterMs } = error;
  const metadata = new Metadata();
  const body = { code, entry: { ...entry, isRetryable: error.isRetryable }, details, retryAfterMs };
  metadata.set(trailer, Buffer.from(JSON.stringify(body)));
  return { code: status[entry.grpc], details: entry.message, metadata };
}

/** The failure of a call → our error: the callee's own, or what became of the call. */
export function fromStatus(failure: ServiceError): AppError {
  const own = readOwn(failure.metadata);
  if (own) return own;
  if (failure.code === status.DEADLINE_EXCEEDED) return kitErrors.deadline_exceeded({ cause: failure });
  // Refused connections, draining peers, services that are not served there, a peer of another installation.
  const isAway =
    failure.code === status.UNAVAILABLE ||
    failure.code === status.UNIMPLEMENTED ||
    failure.code === status.UNAUTHENTICATED ||
    failure.code === status.CANCELLED;
  return isAway ? kitErrors.unavailable({ cause: failure }) : kitErrors.internal({ cause: failure });
}

function readOwn(metadata: Metadata | undefined): AppError | undefined {
  const [bytes] = metadata?.get(trailer) ?? [];
  if (!Buffer.isBuffer(bytes)) return undefined;
  try {
    const { code, entry, details, retryAfterMs } = carried.parse(JSON.parse(bytes.toString()));
    return new AppError(code, entry, {
      ...(details ? { details } : {}),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  } catch {
    // A peer that answers garbage.
    return undefined;
  }
}
