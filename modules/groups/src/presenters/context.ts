import type { Context, ContextDetails } from '@bridges/contracts';
import type { ContextView } from '../selectors/context-get.ts';
import type { Role } from '../tables/groups.ts';

export function presentContext(view: ContextView): Context {
  const { contextType, contextId, contextChangedAt, card, handle } = view;
  // The table's constraints keep these together.
  if (contextType === null || contextId === null || contextChangedAt === null || card === null)
    throw new Error(`the chat ${view.chatId} is about nothing`);
  return {
    type: contextType,
    id: contextId,
    chatId: view.chatId,
    handle: handle ?? '',
    state: view.state,
    card,
    memberCount: view.memberCount,
    createdAt: view.createdAt.toISOString(),
    updatedAt: contextChangedAt.toISOString(),
  };
}

/** `members`: for its service only. */
export function presentContextDetails(
  view: ContextView,
  members: readonly { userId: string; role: Role }[] | null,
): ContextDetails {
  return { ...presentContext(view), members: members === null ? null : [...members] };
}
