import { chatListQuery, chatPage, limits } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { usersOfChats } from '../presenters/chat.ts';
import { chatMarkRev } from '../selectors/chat-mark-rev.ts';
import type { ChatListCache } from '../selectors/chat-list-cache.ts';
import { syncEpoch } from '../selectors/sync-epoch.ts';
import { savedChatEnsure } from '../services/saved-chat-ensure.ts';
import type { SavedContext } from '../services/saved-chat-ensure.ts';
import type { FindUsers } from '../services/user-finder.ts';

export function listChats(
  app: HttpApp,
  context: SavedContext & { findUsers: FindUsers; chatLists: ChatListCache },
): void {
  const { db, findUsers, chatLists } = context;
  app.get(
    '/api/chats',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chats'],
        summary: 'My chats: pinned ones, then by newest activity',
        description:
          'With the last message, unread count and read positions of each. The first page begins with all that I pinned, in my order and beyond the limit; then, here and on later pages, the others.',
        querystring: chatListQuery,
        response: { 200: chatPage, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      await savedChatEnsure(context, viewer.userId);
      const { limit = limits.pageSize.default, ...rest } = request.query;
      const marksRev = await chatMarkRev(db, viewer.userId);
      const [page, epoch] = await Promise.all([
        chatLists.read(db, viewer.userId, { ...rest, limit }),
        syncEpoch(db),
      ]);
      return { ...page, marksRev, epoch, users: await findUsers(usersOfChats(page.chats), viewer.userId) };
    },
  );
}
