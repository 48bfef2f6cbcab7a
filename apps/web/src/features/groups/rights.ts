import type { Chat } from '@bridges/sdk';

const rank = { member: 0, admin: 1, owner: 2 } as const;

/** What I may do in a group: the same table as the server's, by what everybody sees of the group. */
export function rightsIn({ role, group }: Pick<Chat, 'role' | 'group'>) {
  const may = (least: keyof typeof rank) => group !== null && rank[role] >= rank[least];
  return {
    add: may(group?.addRole ?? 'owner'),
    info: may(group?.infoRole ?? 'owner'),
    moderate: may('admin'),
    own: may('owner'),
    /** Chats about a thing are named, handled and ended by the service that keeps the thing. */
    isContext: group !== null && group.card !== null,
  };
}

/** May I remove or ban somebody of this role? */
export const mayRemove = (mine: keyof typeof rank, theirs: keyof typeof rank): boolean =>
  rank[mine] >= rank.admin && (theirs !== 'owner' || mine === 'owner');
