import { errorBody, testTellingAnswer, testTellingBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { testTell } from '../services/test-tell.ts';
import type { TestContext } from '../services/test-tell.ts';

export function sendTestRoute(app: HttpApp, context: TestContext): void {
  app.post(
    '/api/notifications/test',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'sendTestNotification',
        summary: 'Send me a test',
        description: 'Over one channel, at once and at any hour, to see that it works.',
        body: testTellingBody,
        response: {
          200: testTellingAnswer,
          400: errorBody.describe('http.invalid_request'),
          401: errorBody.describe('kit.unauthenticated'),
          409: errorBody.describe(
            'notifications.channel_not_ready: not set up here, or I am not reached there',
          ),
          429: errorBody.describe('kit.rate_limited'),
        },
      },
    },
    (request) => testTell(context, viewerOf(request).userId, request.body.channel),
  );
}
