import { limits } from '@bridges/contracts';
import type { Reaction } from '@bridges/contracts';

/** Kinds of one user on one message. */
export const ownReactionsMost = 3;
const shown = 3;

/** A reaction more; undefined: the message takes no other kind. */
export function withReaction(
  reactions: readonly Reaction[],
  emoji: string,
  userId: string,
): Reaction[] | undefined {
  const isKnown = reactions.some((reaction) => reaction.emoji === emoji);
  if (!isKnown && reactions.length >= limits.reactionKinds) return undefined;
  if (!isKnown) return [...reactions, { emoji, count: 1, userIds: [userId] }];
  return reactions.map((reaction) =>
    reaction.emoji === emoji
      ? { emoji, count: reaction.count + 1, userIds: [userId, ...reaction.userIds].slice(0, shown) }
      : reaction,
  );
}

/** A reaction less. `latest`: who has reacted so last, now that this one is gone. */
export function withoutReaction(
  reactions: readonly Reaction[],
  emoji: string,
  latest: readonly string[],
): Reaction[] {
  return reactions.flatMap((reaction) => {
    if (reaction.emoji !== emoji) return [reaction];
    return reaction.count <= 1 ? [] : [{ emoji, count: reaction.count - 1, userIds: latest.slice(0, shown) }];
  });
}
