import type { HttpApp } from '@bridges/kit';
import type { AskUsers } from '../services/admin-owner-set.ts';
import type { DoorLimits } from '../services/door-limits.ts';
import type { DoorsAnnouncer } from '../services/doors-announcer.ts';
import type { GroupPictures } from '../services/group-pictures.ts';
import type { GroupCache } from '../selectors/group-cache.ts';
import type { MemberPages } from '../selectors/member-page-cache.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import type { Accounts } from '../services/people-to-add.ts';
import type { FindUsers } from '../services/user-finder.ts';
import { addMembersRoute } from './add-members.ts';
import { adminDeleteGroup } from './admin-delete-group.ts';
import { adminGetGroup } from './admin-get-group.ts';
import { adminListGroups } from './admin-list-groups.ts';
import { adminListMembers } from './admin-list-members.ts';
import { adminSetOwner } from './admin-set-owner.ts';
import { banMemberRoute } from './ban-member.ts';
import { createGroupRoute } from './create-group.ts';
import { deleteGroupRoute } from './delete-group.ts';
import { findGroupRoute } from './find-group.ts';
import { getGroupRoute } from './get-group.ts';
import { liftBanRoute } from './lift-ban.ts';
import { listBansRoute } from './list-bans.ts';
import { listGroupMembersRoute } from './list-group-members.ts';
import { listGroupsRoute } from './list-groups.ts';
import { removeMemberRoute } from './remove-member.ts';
import { setMemberRoleRoute } from './set-member-role.ts';
import { transferOwnerRoute } from './transfer-owner.ts';
import { updateGroupRoute } from './update-group.ts';

export interface GroupRoutesContext {
  writer: MembershipWriter;
  pictures: GroupPictures;
  accounts: Accounts & AskUsers;
  findUsers: FindUsers;
  groups: GroupCache;
  memberPages: MemberPages;
  limits: Pick<DoorLimits, 'groups'>;
  announcer: DoorsAnnouncer;
}

/** Groups, their members and those who may not come back. */
export function groupRoutes(
  app: HttpApp,
  { writer, pictures, accounts, findUsers, groups, memberPages, announcer, limits }: GroupRoutesContext,
): void {
  const { db } = writer;
  createGroupRoute(app, { writer, pictures, limit: limits.groups }, accounts);
  listGroupsRoute(app, db);
  findGroupRoute(app, db);
  getGroupRoute(app, db, groups);
  updateGroupRoute(app, writer, pictures);
  deleteGroupRoute(app, writer, pictures);
  transferOwnerRoute(app, writer);
  listGroupMembersRoute(app, db, memberPages, findUsers);
  addMembersRoute(app, writer, accounts);
  removeMemberRoute(app, writer);
  setMemberRoleRoute(app, writer);
  listBansRoute(app, db, findUsers);
  banMemberRoute(app, { writer, announcer });
  liftBanRoute(app, db);
  adminListGroups(app, db);
  adminGetGroup(app, db, findUsers);
  adminListMembers(app, db, findUsers);
  adminDeleteGroup(app, writer, pictures);
  adminSetOwner(app, writer, accounts);
}
