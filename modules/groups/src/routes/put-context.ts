import { contextDetails, contextParams, contextPutBody, errorBody } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import { presentContextDetails } from '../presenters/context.ts';
import { contextGet, contextMembers } from '../selectors/context-get.ts';
import { contextPeople } from '../services/context-people.ts';
import type { Directory } from '../services/context-people.ts';
import { contextPut } from '../services/context-put.ts';
import type { ContextWriter } from '../services/context-put.ts';
import { serviceRefusals } from './responses.ts';

export function putContextRoute(app: HttpApp, contexts: ContextWriter, accounts: Directory): void {
  app.put(
    '/api/contexts/:type/:id',
    {
      config: { access: 'service', scope: 'contexts' },
      schema: {
        tags: ['contexts'],
        operationId: 'putContext',
        summary: 'Make or update the chat about a thing',
        description:
          'For service keys. The chat becomes what is told here and nothing else; the same request again changes ' +
          'nothing. Its members (of a user named twice the last role counts) read and write in it once this is ' +
          'answered, and whoever is no longer among them can not. The room socket opens it as `<type>-<id>`.',
        params: contextParams,
        body: contextPutBody,
        response: {
          200: contextDetails,
          201: contextDetails.describe('There was none before.'),
          ...serviceRefusals,
          400: errorBody.describe('http.invalid_request or groups.unknown_user'),
        },
      },
    },
    async (request, reply) => {
      const { card, state, members } = request.body;
      const { isNew } = await contextPut(contexts, {
        ...request.params,
        card,
        state,
        members: members && (await contextPeople(accounts, members)),
      });
      const view = await contextGet(contexts.writer.db, null, request.params);
      const all = await contextMembers(contexts.writer.db, view.chatId);
      return reply.code(isNew ? 201 : 200).send(presentContextDetails(view, all));
    },
  );
}
