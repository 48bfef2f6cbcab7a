import type { Migration } from 'kysely/migration';
import { createNotifications } from './0001-notifications.ts';
import { addWhatEntriesTellOf } from './0002-what-entries-tell-of.ts';
import { addLadder } from './0003-ladder.ts';
import { addTelegram } from './0004-telegram.ts';
import { addMail } from './0005-mail.ts';
import { addEntriesOfChats } from './0006-entries-of-chats.ts';

export const migrations: Record<string, Migration> = {
  '0001-notifications': createNotifications,
  '0002-what-entries-tell-of': addWhatEntriesTellOf,
  '0003-ladder': addLadder,
  '0004-telegram': addTelegram,
  '0005-mail': addMail,
  '0006-entries-of-chats': addEntriesOfChats,
};
