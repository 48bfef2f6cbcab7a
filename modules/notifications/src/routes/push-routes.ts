import { errorBody, pushKeyAnswer, pushSubscriptionBody, pushUnsubscribeBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp, Outgoing, RateLimit } from '@bridges/kit';
import { z } from 'zod';
import type { PushKeys } from '../services/push-keys.ts';
import { pushSubscribe, pushUnsubscribe } from '../services/push-subscribe.ts';
import type { Db } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';

export interface PushRoutesContext {
  db: Db;
  outgoing: Pick<Outgoing, 'check'>;
  keys: () => Promise<PushKeys>;
  subscribeLimit: RateLimit;
  /** After the commit that made an entry. */
  announceEntry: (row: NotificationRow) => void;
}

/** Browsers that want to be told by Web Push. */
export function pushRoutes(app: HttpApp, context: PushRoutesContext): void {
  const { db, keys, subscribeLimit } = context;
  app.get(
    '/api/push/key',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'getPushKey',
        summary: 'The key to subscribe with',
        description: 'For `pushManager.subscribe({ applicationServerKey, userVisibleOnly: true })`.',
        response: { 200: pushKeyAnswer, 401: errorBody.describe('kit.unauthenticated') },
      },
    },
    async () => ({ publicKey: (await keys()).publicKey }),
  );
  app.post(
    '/api/push/subscriptions',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'subscribeToPush',
        summary: 'Tell me in this browser',
        description: 'May be repeated: one browser is one subscription, the one of whoever asked last.',
        body: pushSubscriptionBody,
        response: {
          204: z.null().describe('It will be told.'),
          400: errorBody.describe('http.invalid_request or notifications.bad_push_subscription'),
          401: errorBody.describe('kit.unauthenticated'),
          429: errorBody.describe('kit.rate_limited'),
        },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      await subscribeLimit.consume(viewer.userId);
      const userAgent = request.headers['user-agent'] ?? '';
      await pushSubscribe(context, { ...viewer, userAgent }, request.body);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    '/api/push/subscriptions',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'unsubscribeFromPush',
        summary: 'Tell me no more in a browser',
        body: pushUnsubscribeBody,
        response: {
          204: z.null().describe('It is told nothing, whether it was before or not.'),
          400: errorBody.describe('http.invalid_request'),
          401: errorBody.describe('kit.unauthenticated'),
        },
      },
    },
    async (request, reply) => {
      await pushUnsubscribe(db, viewerOf(request).userId, request.body.endpoint);
      return reply.code(204).send(null);
    },
  );
}
