import type { Migration } from 'kysely/migration';
import * as chatsAndMessages from './0001-chats-and-messages.ts';
import * as changesAndContent from './0002-changes-and-content.ts';

export const migrations: Record<string, Migration> = {
  '0001-chats-and-messages': chatsAndMessages,
  '0002-changes-and-content': changesAndContent,
};
