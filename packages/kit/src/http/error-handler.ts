import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { isDatabaseAway } from '../db/database-away.ts';
import { AppError, kitErrors } from '../errors.ts';
import type { HttpApp } from './app.ts';
import { httpErrors } from './json.ts';

/** Errors of the framework itself, by its codes. */
const frameworkErrors: Record<string, () => AppError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => httpErrors.too_large(),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => httpErrors.unsupported_media_type(),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => httpErrors.malformed_json(),
};

/** One form for every refusal: `{error: {code, message, isRetryable, requestId, details?}}`. */
export function addErrorHandling(app: HttpApp): void {
  app.setErrorHandler((thrown: FastifyError, request, reply) => {
    const error = toAppError(thrown);
    if (error.entry.status >= 500)
      request.log.error(
        { err: error.cause ?? thrown, code: error.code, reqId: request.id },
        'request failed',
      );
    return sendRefusal(error, request, reply);
  });
  app.setNotFoundHandler((request, reply) => reply.code(404).send(errorBody(kitErrors.not_found(), request)));
}

/** Answers with a refusal. */
export function sendRefusal(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  else if (error.entry.status === 503) reply.header('retry-after', 2);
  return reply.code(error.entry.status).send(errorBody(error, request));
}

/** What any error looks like to a caller: our own as they are, the rest without what they say. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    return httpErrors.invalid_request({
      details: {
        in: thrown.validationContext,
        issues: thrown.validation.map((issue) => ({ path: issue.instancePath, message: issue.message })),
      },
    });
  }
  const { code = '', statusCode = 500 } = (
    typeof thrown === 'object' && thrown !== null ? thrown : {}
  ) as Partial<FastifyError>;
  const known = frameworkErrors[code];
  if (known) return known();
  if (isDatabaseAway(thrown)) return kitErrors.unavailable({ cause: thrown });
  if (statusCode >= 400 && statusCode < 500) return httpErrors.bad_request({ cause: thrown });
  return kitErrors.internal({ cause: thrown });
}

function errorBody(error: AppError, request: FastifyRequest) {
  return {
    error: {
      code: error.code,
      message: error.message,
      isRetryable: error.isRetryable,
      ...(error.details ? { details: error.details } : {}),
      requestId: request.id,
    },
  };
}
