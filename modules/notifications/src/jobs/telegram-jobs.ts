import type { Job } from '@bridges/kit';
import { telegramPurge } from '../services/telegram-purge.ts';
import type { Db } from '../tables/database.ts';
import type { BotContext } from '../telegram/bot-context.ts';
import { clearRead } from '../telegram/messages-clear.ts';
import { receiveUpdateLater, updateJob } from '../telegram/update-receive.ts';
import { telegramUpdate } from '../telegram/update.ts';

/** Without a bot only what is old is removed. */
export function telegramJobs(db: Db, bot: BotContext | undefined): Job[] {
  const purge: Job = { name: 'telegram-purge', cron: '40 3 * * *', run: () => telegramPurge(db) };
  if (!bot) return [purge];
  return [
    purge,
    { name: 'telegram-clear', cron: '*/5 * * * *', run: () => clearRead(bot) },
    {
      name: updateJob,
      maxAttempts: 10,
      run: (payload) =>
        receiveUpdateLater(bot, telegramUpdate.parse((payload as { update: unknown }).update)),
    },
  ];
}
