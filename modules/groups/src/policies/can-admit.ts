import { errors } from '../errors.ts';
import type { GroupRow, Role } from '../tables/groups.ts';
import { isAtLeast } from './permissions.ts';

/** May this member let others in: add, invite, make links? */
export function mayAdmit(role: Role | undefined | null, group: Pick<GroupRow, 'addRole'>): boolean {
  return role !== undefined && role !== null && isAtLeast(role, group.addRole);
}

/** Who may hand out a role on entry: plain membership who may add; more than that, owners. */
export function mayGiveRole(role: Role, given: Role): boolean {
  return given === 'member' || role === 'owner';
}

/** @throws AppError groups.not_found for those outside, groups.not_allowed without the right */
export function assertMayAdmit(
  role: Role | undefined,
  group: Pick<GroupRow, 'addRole'>,
): asserts role is Role {
  if (!role) throw errors.not_found();
  if (!mayAdmit(role, group)) throw errors.not_allowed();
}

/** An invitation is worth what its inviter may do now, not what she might when she wrote it. */
export function doesInvitationStand(
  invitation: { role: Role },
  inviterRole: Role | undefined | null,
  group: Pick<GroupRow, 'addRole'>,
): boolean {
  return !!inviterRole && mayAdmit(inviterRole, group) && mayGiveRole(inviterRole, invitation.role);
}

/** Who may take an invitation back: who wrote it, and owners and admins who may invite. */
export function mayCancelInvitation(
  actorId: string,
  actorRole: Role | undefined,
  invitation: { inviterId: string; addRole: Role },
): boolean {
  if (invitation.inviterId === actorId) return true;
  return actorRole !== undefined && actorRole !== 'member' && mayAdmit(actorRole, invitation);
}

/** Members see and end the links that they made; owners and admins, all of them. */
export const maySeeAllLinks = (role: Role | undefined): boolean => role === 'owner' || role === 'admin';

/** @throws AppError groups.not_found for those outside, groups.not_allowed for members */
export function assertMayAnswerRequests(role: Role | undefined): asserts role is Role {
  if (!role) throw errors.not_found();
  if (!isAtLeast(role, 'admin')) throw errors.not_allowed();
}
