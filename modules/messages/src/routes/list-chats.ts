import { chatListQuery, chatPage, limits } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { usersOfChats } from '../presenters/chat.ts';
import { chatList } from '../selectors/chat-list.ts';
import { syncEpoch } from '../selectors/sync-epoch.ts';
import { savedChatEnsure } from '../services/saved-chat-ensure.ts';
import type { SavedContext } from '../services/saved-chat-ensure.ts';
import type { FindUsers } from '../services/user-finder.ts';

export function listChats(app: HttpApp, context: SavedContext & { findUsers: FindUsers }): void {
  const { db, findUsers } = context;
  app.get(
    '/api/chats',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chats'],
        summary: 'My chats, newest activity first',
        description: 'With the last message, unread count and read positions of each.',
        querystring: chatListQuery,
        response: { 200: chatPage, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      await savedChatEnsure(context, viewer.userId);
      const { cursor, limit = limits.pageSize.default } = request.query;
      const [page, epoch] = await Promise.all([
        chatList(db, viewer.userId, { cursor, limit }),
        syncEpoch(db),
      ]);
      return { ...page, marksRev: 0, epoch, users: await findUsers(usersOfChats(page.chats)) };
    },
  );
}
