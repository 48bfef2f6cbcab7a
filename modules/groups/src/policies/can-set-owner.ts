import { errors } from '../errors.ts';

interface Ownership {
  /** A chat about a thing belongs to the service that keeps the thing. */
  isOfService: boolean;
  isOwnerActive: boolean;
}

/**
 * Administrators hand a group over only where nobody is left who could: else any of them could take one over, and read
 * it. @throws AppError groups.named_by_context, groups.owner_is_active
 */
export function assertMaySetOwner({ isOfService, isOwnerActive }: Ownership): void {
  if (isOfService) throw errors.named_by_context();
  if (isOwnerActive) throw errors.owner_is_active();
}
