import { refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Mail } from '../mail/mail.ts';
import { mailUnsubscribe } from '../services/mail-unsubscribe.ts';
import type { Db } from '../tables/database.ts';

const path = '/api/notifications/unsubscribe';
const query = z.strictObject({
  token: z
    .string()
    .max(200)
    .meta({ description: 'Of the link in the letter; good for this alone.', example: 'AZnzoBwAehCLEQ…' }),
});

/** The link in the headers of letters (RFC 8058): mail programs POST it, without a session and with a form's body. */
export async function unsubscribeRoutes(app: HttpApp, db: Db, { key }: Pick<Mail, 'key'>): Promise<void> {
  await app.register(async (scope) => {
    // The body says "List-Unsubscribe=One-Click", as a form of either kind; the link says all.
    for (const type of ['application/x-www-form-urlencoded', /^multipart\/form-data/])
      scope.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: 4096 }, (_request, _body, done) =>
        done(null, undefined),
      );
    (scope as HttpApp).post(
      path,
      {
        config: { access: 'public' },
        schema: {
          tags: ['notifications'],
          operationId: 'unsubscribe',
          summary: 'No more letters about missed messages',
          description:
            'The one-click link of letters (RFC 8058). Turns the e-mail channel off; the settings turn it on again.',
          querystring: query,
          response: { 204: z.null().describe('There are no more letters.'), ...refusals(400, 403, 503) },
        },
      },
      async (request, reply) => {
        await mailUnsubscribe(db, key, request.query.token);
        return reply.code(204).send(null);
      },
    );
    (scope as HttpApp).get(
      path,
      {
        config: { access: 'public' },
        schema: {
          tags: ['notifications'],
          operationId: 'openUnsubscribe',
          summary: 'The page that asks whether to end letters',
          description: 'Changes nothing: programs open links to look at them.',
          querystring: query,
          response: { 302: z.null().describe('To the page.'), ...refusals(400) },
        },
      },
      async (request, reply) => {
        const search = new URLSearchParams({ token: request.query.token });
        return reply.code(302).header('location', `/unsubscribe?${search.toString()}`).send(null);
      },
    );
  });
}
