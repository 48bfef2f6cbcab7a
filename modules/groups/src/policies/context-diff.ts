import { isDeepStrictEqual } from 'node:util';
import type { ChatState, ContextCard } from '@bridges/contracts';
import type { Role } from '../tables/groups.ts';

export interface ContextMember {
  userId: string;
  role: Role;
}

/** What must change so that exactly the wanted members are in it, with these roles. */
export function membersDiff(
  present: readonly ContextMember[],
  wanted: readonly ContextMember[],
): { userId: string; role: Role | '' }[] {
  const before = new Map(present.map((member) => [member.userId, member.role]));
  const after = new Map(wanted.map((member) => [member.userId, member.role]));
  const out = present
    .filter(({ userId }) => !after.has(userId))
    .map(({ userId }) => ({ userId, role: '' as const }));
  const inOrOther = [...after]
    .filter(([userId, role]) => before.get(userId) !== role)
    .map(([userId, role]) => ({ userId, role }));
  return [...out, ...inOrOther];
}

/** A card as it is stored: what is left out is not there. */
export const plainCard = (card: ContextCard): ContextCard => JSON.parse(JSON.stringify(card)) as ContextCard;

/** Does what is told of the thing differ from what is known of it? */
export function isHeadChanged(
  known: { card: ContextCard | null; state: ChatState },
  told: { card: ContextCard; state: ChatState },
): boolean {
  return known.state !== told.state || !isDeepStrictEqual(known.card, plainCard(told.card));
}
