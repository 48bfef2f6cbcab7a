import { searchPage, searchQuery } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { usersOfChats } from '../presenters/chat.ts';
import { usersOfMessages } from '../presenters/message.ts';
import { searchRun } from '../selectors/search-run.ts';
import type { SearchContext } from '../selectors/search-run.ts';
import type { FindUsers } from '../services/user-finder.ts';

export function search(
  app: HttpApp,
  { findUsers, searchLimit, ...context }: SearchContext & { findUsers: FindUsers; searchLimit: RateLimit },
): void {
  app.get(
    '/api/search',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        operationId: 'search',
        summary: 'Find messages',
        description:
          'Among all that I may read at this moment: forms and parts of words, typing errors, the wrong keyboard layout, names of files. A filter that is not understood is refused with `messages.search_filter_invalid`, which names it in `details.filters`.',
        querystring: searchQuery,
        response: { 200: searchPage, ...refusals(400, 401, 404, 429, 503) },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      await searchLimit.consume(userId);
      const page = await searchRun(context, userId, request.query, () => reply.raw.destroyed);
      const messages = page.hits.map(({ message }) => message);
      const users = new Set([...usersOfMessages(messages), ...usersOfChats(page.chats)]);
      return { ...page, users: await findUsers([...users], userId) };
    },
  );
}
