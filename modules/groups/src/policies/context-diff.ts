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

/**
 * A card as it is stored: what is left out is not there, and our copy of a picture stays as long as its address
 * does.
 */
export function cardToKeep(known: ContextCard | null, told: ContextCard): ContextCard {
  const { pictureFileId: _ours, ...card } = JSON.parse(JSON.stringify(told)) as ContextCard;
  const isSamePicture = known?.pictureFileId !== undefined && known.pictureUrl === card.pictureUrl;
  return isSamePicture ? { ...card, pictureFileId: known.pictureFileId } : card;
}

/** Does what is told of the thing differ from what is known of it? */
export function isHeadChanged(
  known: { card: ContextCard | null; state: ChatState },
  told: { card: ContextCard; state: ChatState },
): boolean {
  return known.state !== told.state || !isDeepStrictEqual(known.card, cardToKeep(known.card, told.card));
}
