import { reminderList as reminderListBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { usersOfMessages } from '../presenters/message.ts';
import { reminderList } from '../selectors/reminder-list.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';

export function listReminders(app: HttpApp, { db, findUsers }: { db: Reader; findUsers: FindUsers }): void {
  app.get(
    '/api/me/reminders',
    {
      config: { access: 'user' },
      schema: {
        tags: ['reminders'],
        summary: 'What I will be reminded of',
        response: { 200: reminderListBody, ...refusals(401) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const list = await reminderList(db, userId);
      return { ...list, users: await findUsers(usersOfMessages(list.messages), userId) };
    },
  );
}
