import { reminderList as reminderListBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { reminderList } from '../selectors/reminder-list.ts';
import type { Reader } from '../tables/database.ts';

export function listReminders(app: HttpApp, { db }: { db: Reader }): void {
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
    async (request) => ({ reminders: await reminderList(db, viewerOf(request).userId) }),
  );
}
