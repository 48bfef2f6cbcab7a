import type { FoundGroup, Group } from '@bridges/contracts';
import { rightsOf } from '../policies/permissions.ts';
import type { GroupView } from '../selectors/group-get.ts';
import type { FoundRow } from '../selectors/group-list.ts';
import type { GroupRow, Role } from '../tables/groups.ts';

export type SharedGroup = Omit<Group, 'role' | 'can'>;

/** What of a group everybody in it sees alike. */
export function presentShared(row: GroupRow): SharedGroup {
  return {
    chatId: row.chatId,
    title: row.title,
    handle: row.handle,
    isPublic: row.isPublic,
    joinRule: row.joinRule,
    postRole: row.postRole,
    addRole: row.addRole,
    pinRole: row.pinRole,
    infoRole: row.infoRole,
    slowModeSeconds: row.slowModeSeconds,
    isHistoryHidden: row.isHistoryHidden,
    description: row.description,
    pictureFileId: row.pictureFileId,
    state: row.state,
    card: row.card,
    memberCount: row.memberCount,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The same as a member of this role sees it. */
export const presentTo = (role: Role, shared: SharedGroup): Group => ({
  ...shared,
  role,
  can: rightsOf(role, shared),
});

/** A group as one of its members sees it. */
export const presentGroup = (view: GroupView): Group => presentTo(view.role, presentShared(view));

/** A group as search shows it. */
export function presentFound(row: FoundRow): FoundGroup {
  return {
    chatId: row.chatId,
    title: row.title,
    handle: row.handle,
    description: row.description,
    pictureFileId: row.pictureFileId,
    memberCount: row.memberCount,
    isPublic: row.isPublic,
    joinRule: row.joinRule,
    role: row.role,
  };
}
