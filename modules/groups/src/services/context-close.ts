import { errors } from '../errors.ts';
import { contextChat } from '../selectors/context-get.ts';
import type { ContextName } from '../selectors/context-get.ts';
import { contextUpdate } from './context-update.ts';
import type { ContextWriter } from './context-put.ts';

/** Ends the chat of a thing: its members keep reading it. Closing it again is fine. @throws AppError groups.context_not_found */
export async function contextClose(contexts: ContextWriter, name: ContextName): Promise<void> {
  const chatId = await contextChat(contexts.writer.db, name);
  if (chatId === undefined) throw errors.context_not_found();
  await contextUpdate(contexts, chatId, { card: undefined, state: 'closed', members: undefined });
}
