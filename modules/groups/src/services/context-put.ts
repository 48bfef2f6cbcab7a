import type { ChatState, ContextCard } from '@bridges/contracts';
import { kitErrors } from '@bridges/kit';
import type { Jobs } from '@bridges/kit';
import type { ContextMember } from '../policies/context-diff.ts';
import { contextChat } from '../selectors/context-get.ts';
import type { ContextName } from '../selectors/context-get.ts';
import { contextInsert } from './context-insert.ts';
import { contextUpdate } from './context-update.ts';
import type { GroupPictures } from './group-pictures.ts';
import type { MembershipWriter } from './membership-commit.ts';

/** What chats about things are written with. */
export interface ContextWriter {
  writer: MembershipWriter;
  jobs: Pick<Jobs, 'enqueue'>;
  pictures: Pick<GroupPictures, 'planRelease' | 'release'>;
}

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
export async function contextPut(contexts: ContextWriter, draft: ContextDraft): Promise<{ isNew: boolean }> {
  for (let tries = 0; tries < maxTries; tries++) {
    const chatId = await contextChat(contexts.writer.db, draft);
    if (chatId !== undefined) {
      await contextUpdate(contexts, chatId, draft);
      return { isNew: false };
    }
    if (await contextInsert(contexts, draft)) return { isNew: true };
  }
  throw kitErrors.unavailable();
}
