import type { FoundGroup, Group } from '@bridges/contracts';
import { rightsOf } from '../policies/permissions.ts';
import type { GroupView } from '../selectors/group-get.ts';
import type { FoundRow } from '../selectors/group-list.ts';

/** A group as one of its members sees it. */
export function presentGroup(view: GroupView): Group {
  return {
    chatId: view.chatId,
    title: view.title,
    handle: view.handle,
    isPublic: view.isPublic,
    joinRule: view.joinRule,
    postRole: view.postRole,
    addRole: view.addRole,
    pinRole: view.pinRole,
    infoRole: view.infoRole,
    slowModeSeconds: view.slowModeSeconds,
    isHistoryHidden: view.isHistoryHidden,
    description: view.description,
    pictureFileId: view.pictureFileId,
    state: view.state,
    card: view.card,
    role: view.role,
    can: rightsOf(view.role, view),
    memberCount: view.memberCount,
    createdAt: view.createdAt.toISOString(),
  };
}

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
