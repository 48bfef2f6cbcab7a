import type { ChatHead, ContextCard, GroupInfo } from '@bridges/contracts';
import type { GroupHead } from '@bridges/contracts/proto';

/** The group as its chat shows it. Changes written by an older version leave out what they did not know. */
export function presentGroupInfo(head: GroupHead, memberCount: number): GroupInfo {
  return {
    isPublic: head.isPublic,
    joinRule: oneOf(['open', 'approval', 'invite'], head.joinRule, 'invite'),
    postRole: oneOf(roles, head.postRole, 'member'),
    addRole: oneOf(roles, head.addRole, 'admin'),
    pinRole: oneOf(roles, head.pinRole, 'admin'),
    infoRole: oneOf(roles, head.infoRole, 'admin'),
    slowModeSeconds: head.slowModeSeconds,
    isHistoryHidden: head.isHistoryHidden,
    description: head.description,
    pictureFileId: head.pictureFileId || null,
    memberCount,
    state: oneOf(['open', 'readOnly', 'closed'], head.state, 'open'),
    card: head.cardJson === '' ? null : (JSON.parse(head.cardJson) as ContextCard),
  };
}

const roles = ['member', 'admin', 'owner'] as const;

function oneOf<Value extends string>(values: readonly Value[], value: string, otherwise: Value): Value {
  return values.find((known) => known === value) ?? otherwise;
}

/** What everybody in the chat sees of it alike. */
export function presentChatHead(chat: {
  title: string | null;
  handle: string | null;
  groupInfo: GroupInfo | null;
  pins: number[];
}): ChatHead {
  return { title: chat.title, handle: chat.handle, group: chat.groupInfo, pins: chat.pins };
}
