import type { Migration } from 'kysely/migration';
import * as chatsAndMessages from './0001-chats-and-messages.ts';

export const migrations: Record<string, Migration> = {
  '0001-chats-and-messages': chatsAndMessages,
};
