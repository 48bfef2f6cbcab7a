import type { AdminGroup, AdminGroupDetails } from '@bridges/contracts';
import type { AdminGroupRow } from '../selectors/admin-group-list.ts';
import type { GroupRow } from '../tables/groups.ts';

/** What administrators may know of a group. */
export function presentForAdmins(row: AdminGroupRow): AdminGroup {
  const { chatId, title, handle, isPublic, pictureFileId, memberCount } = row;
  return {
    chatId,
    title,
    handle,
    isPublic,
    pictureFileId,
    memberCount,
    createdAt: row.createdAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}

/** The same with its settings. */
export function presentDetails(row: GroupRow): Omit<AdminGroupDetails, 'owners' | 'canSetOwner'> {
  const { joinRule, postRole, addRole, pinRole, infoRole, slowModeSeconds, isHistoryHidden } = row;
  return {
    group: presentForAdmins(row),
    description: row.description,
    settings: { joinRule, postRole, addRole, pinRole, infoRole, slowModeSeconds, isHistoryHidden },
    state: row.state,
    isOfService: row.contextType !== null,
  };
}
