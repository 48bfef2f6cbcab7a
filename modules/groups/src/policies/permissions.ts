import type { GroupRights } from '@bridges/contracts';
import { errors } from '../errors.ts';
import type { GroupRow, Role } from '../tables/groups.ts';

export type GroupAct = keyof GroupRights;
/** The settings that acts are judged by. */
export type RoleRules = Pick<GroupRow, 'postRole' | 'addRole' | 'pinRole' | 'infoRole'>;

const rank: Record<Role, number> = { member: 0, admin: 1, owner: 2 };

export const isAtLeast = (role: Role, least: Role): boolean => rank[role] >= rank[least];

/** The least role that may do each thing: four are the group's own choice, two are fixed. */
const leastRoles: Record<GroupAct, (rules: RoleRules) => Role> = {
  post: (rules) => rules.postRole,
  add: (rules) => rules.addRole,
  pin: (rules) => rules.pinRole,
  info: (rules) => rules.infoRole,
  moderate: () => 'admin',
  own: () => 'owner',
};

export function mayAct(role: Role, act: GroupAct, rules: RoleRules): boolean {
  return isAtLeast(role, leastRoles[act](rules));
}

/** All that somebody of this role may do in the group. */
export function rightsOf(role: Role, rules: RoleRules): GroupRights {
  const may = (act: GroupAct) => mayAct(role, act, rules);
  return {
    post: may('post'),
    add: may('add'),
    pin: may('pin'),
    info: may('info'),
    moderate: may('moderate'),
    own: may('own'),
  };
}

/** @throws AppError groups.not_found for those outside, groups.not_allowed for members without the right */
export function assertMay(role: Role | undefined, act: GroupAct, rules: RoleRules): asserts role is Role {
  if (!role) throw errors.not_found();
  if (!mayAct(role, act, rules)) throw errors.not_allowed();
}
