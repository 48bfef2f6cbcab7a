import { adminTraceQuery, errorBody, traceAnswer, traceQuery } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { traceRead } from '../services/trace-read.ts';
import type { TraceContext } from '../services/trace-read.ts';

const description =
  'What was decided at each step of the ladder and why, of the last seven days, and what is still to come. ' +
  'Never what the message says.';

/** "Why was I not told?" */
export function traceRoutes(app: HttpApp, context: TraceContext): void {
  app.get(
    '/api/notifications/trace',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'getNotificationTrace',
        summary: 'How I was told of a message, or why not',
        description,
        querystring: traceQuery,
        response: {
          200: traceAnswer,
          400: errorBody.describe('http.invalid_request'),
          401: errorBody.describe('kit.unauthenticated'),
        },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      return { entries: await traceRead(context, { userId, ...request.query }) };
    },
  );
  app.get(
    '/api/admin/notifications/trace',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getNotificationTraceOf',
        summary: 'How somebody was told of a message, or why not',
        description,
        querystring: adminTraceQuery,
        response: {
          200: traceAnswer,
          400: errorBody.describe('http.invalid_request'),
          401: errorBody.describe('kit.unauthenticated'),
          403: errorBody.describe('kit.forbidden'),
        },
      },
    },
    async (request) => ({ entries: await traceRead(context, request.query) }),
  );
}
