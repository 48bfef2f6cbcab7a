import { errors } from '../errors.ts';
import type { Role } from '../tables/groups.ts';

/** @throws AppError groups.not_found for those outside, groups.not_allowed for plain members */
export function assertCanAddMembers(role: Role | undefined): void {
  if (!role) throw errors.not_found();
  if (role === 'member') throw errors.not_allowed();
}
