import { errors } from '../errors.ts';
import type { Role } from '../tables/groups.ts';

/**
 * May an owner give this member another role? Owners make owners and take it back, as long as one stays.
 *
 * @throws AppError groups.no_such_member, groups.last_owner
 */
export function assertCanSetRole(
  target: Role | undefined,
  role: Role,
  ownerCount: number,
): asserts target is Role {
  if (!target) throw errors.no_such_member();
  if (target === 'owner' && role !== 'owner' && ownerCount <= 1) throw errors.last_owner();
}
