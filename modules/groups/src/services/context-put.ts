import type { ChatState, ContextCard } from '@bridges/contracts';
import { kitErrors } from '@bridges/kit';
import type { ContextMember } from '../policies/context-diff.ts';
import { contextChat } from '../selectors/context-get.ts';
import type { ContextName } from '../selectors/context-get.ts';
import { contextInsert } from './context-insert.ts';
import { contextUpdate } from './context-update.ts';
import type { MembershipWriter } from './membership-commit.ts';

export interface ContextDraft extends ContextName {
  card: ContextCard;
  /** Undefined: as it is; a new chat is open. */
  state: ChatState | undefined;
  /** Users known to exist; undefined: as they are. */
  members: readonly ContextMember[] | undefined;
}

/** Each try after the first means that the thing's chat, or its handle, came or went in between. */
const maxTries = 5;

/**
 * Makes the chat of a thing what its service says; in force everywhere when it resolves (G7). The same again changes
 * nothing and tells nobody. Two who make it at once meet in one chat.
 */
export async function contextPut(writer: MembershipWriter, draft: ContextDraft): Promise<{ isNew: boolean }> {
  for (let tries = 0; tries < maxTries; tries++) {
    const chatId = await contextChat(writer.db, draft);
    if (chatId !== undefined) {
      await contextUpdate(writer, chatId, draft);
      return { isNew: false };
    }
    if (await contextInsert(writer, draft)) return { isNew: true };
  }
  throw kitErrors.unavailable();
}
