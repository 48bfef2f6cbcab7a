import type { Message, Mine } from '@bridges/contracts';

export interface ToldOptions {
  /** Told to all members alike, so it leaves out what is mine: that stays as it was. */
  isForAll?: boolean;
}

/** Which of two states of one message is the newer. What I hid for myself stays hidden. */
export function newerMessage(
  held: Message | undefined,
  told: Message,
  { isForAll = false }: ToldOptions = {},
): Message {
  if (held === undefined || told.kind === 'hidden') return told;
  if (held.kind === 'hidden') return held;
  const [heldRev, toldRev] = [held.rev ?? 0, told.rev ?? 0];
  if (heldRev > toldRev) return held;
  if (isForAll) {
    if (heldRev === toldRev && told.mine === undefined) return held;
    return withMine(told, told.mine ?? held.mine);
  }
  return heldRev === toldRev && isSameMine(held.mine, told.mine) ? held : told;
}

/** A message with my own part in it; a part that is empty is left out. */
function withMine(message: Message, mine: Mine | undefined): Message {
  const { mine: _before, ...rest } = message;
  const isEmpty = mine === undefined || (mine.reactions.length === 0 && mine.votes.length === 0);
  return isEmpty || message.kind === 'deleted' ? rest : { ...rest, mine };
}

function isSameMine(left: Mine | undefined, right: Mine | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
