import type { GroupRow, MembershipPayload } from '../tables/groups.ts';

/** What messages must know of a group. */
export function presentHead(group: GroupRow): MembershipPayload['group'] {
  return {
    title: group.title,
    handle: group.handle ?? '',
    isPublic: group.isPublic,
    description: group.description,
    pictureFileId: group.pictureFileId ?? '',
    joinRule: group.joinRule,
    postRole: group.postRole,
    addRole: group.addRole,
    pinRole: group.pinRole,
    infoRole: group.infoRole,
    slowModeSeconds: group.slowModeSeconds,
    isHistoryHidden: group.isHistoryHidden,
    memberCount: group.memberCount,
    state: group.state,
    cardJson: group.card === null ? '' : JSON.stringify(group.card),
    isDeleted: group.deletedAt !== null,
  };
}
