import { errors } from '../errors.ts';
import type { Role } from '../tables/groups.ts';

/**
 * May somebody remove another member? (Leaving needs no permission.) `target` is undefined for one who is no
 * member: removing her again is allowed to those who could have done it, and does nothing.
 *
 * @throws AppError groups.not_found, groups.not_allowed or groups.owner_protected
 */
export function assertCanRemoveMember(actor: Role | undefined, target: Role | undefined): void {
  if (!actor) throw errors.not_found();
  if (actor === 'member') throw errors.not_allowed();
  if (target === 'owner' && actor !== 'owner') throw errors.owner_protected();
}
