import type { HttpApp } from '@bridges/kit';
import type { Db } from '../tables/database.ts';
import type { Telegram } from '../telegram/telegram.ts';
import { createTelegramLinkRoute } from './create-telegram-link.ts';
import { getTelegramRoute } from './get-telegram.ts';
import { receiveTelegramUpdateRoute } from './receive-telegram-update.ts';
import { unlinkTelegramRoute } from './unlink-telegram.ts';

/** Telegram, for the settings and for Telegram itself. */
export function telegramRoutes(app: HttpApp, db: Db, telegram: Telegram): void {
  getTelegramRoute(app, db, telegram);
  createTelegramLinkRoute(app, db, telegram);
  unlinkTelegramRoute(app, db, telegram);
  receiveTelegramUpdateRoute(app, telegram);
}
