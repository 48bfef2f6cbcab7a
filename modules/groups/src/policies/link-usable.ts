import type { GroupRow, Role } from '../tables/groups.ts';
import type { InviteLinkRow } from '../tables/invitations.ts';
import { mayAdmit } from './can-admit.ts';

type Limits = Pick<InviteLinkRow, 'revokedAt' | 'expiresAt' | 'useLimit' | 'useCount'>;

/** Does this link lead in now? It ends with the right of its maker, who could come back by it otherwise. */
export function isLinkUsable(
  link: Limits,
  creatorRole: Role | undefined | null,
  group: Pick<GroupRow, 'addRole'>,
  now: Date,
): boolean {
  if (link.revokedAt || !mayAdmit(creatorRole, group)) return false;
  if (link.expiresAt && link.expiresAt <= now) return false;
  return link.useLimit === null || link.useCount < link.useLimit;
}
