import type { Message, Reaction } from '@bridges/contracts';
import type { Transaction } from 'kysely';
import { errors } from '../errors.ts';
import { canReact } from '../policies/can-react.ts';
import { ownReactionsMost, withReaction, withoutReaction } from '../policies/tally-reactions.ts';
import type { MessageRow } from '../presenters/message.ts';
import type { Database } from '../tables/database.ts';
import { attentionAnnounce } from './attention-announce.ts';
import type { AttentionContext } from './attention-announce.ts';
import { messageChange } from './message-change.ts';
import type { ChangeContext } from './message-change.ts';
import { messageAt } from './message-place.ts';
import { reactionAttention } from './reaction-attention.ts';
import { tallyWrite } from './tally-write.ts';

export interface WantedReaction {
  chatId: string;
  seq: number;
  actorId: string;
  emoji: string;
  /** False: it goes. */
  isOn: boolean;
}

/**
 * A reaction of the actor to a message comes or goes; one that is so already is left alone. Its author's eyes are
 * asked for.
 *
 * @throws AppError messages.message_not_found, messages.too_many_reactions, and why one may not react
 */
export async function messageReact(
  context: ChangeContext & AttentionContext,
  { chatId, seq, actorId, emoji, isOn }: WantedReaction,
): Promise<Message> {
  let asked: string[] = [];
  const [message] = await messageChange(
    context,
    { chatId, actorId, seqs: [seq] },
    async (trx, chat, member) => {
      const row = await messageAt(trx, member, seq);
      // Taking back is always allowed.
      const refusal = isOn && canReact(chat, actorId, member.role);
      if (refusal) throw refusal;
      const reactions = await (isOn ? add : take)(trx, row, actorId, emoji);
      if (!reactions) return undefined;
      await tallyWrite(trx, row, { ...row.tally, reactions });
      asked = await reactionAttention(trx, row, actorId, isOn);
      return { act: isOn ? 'reacted' : 'unreacted', seqs: [seq], emoji };
    },
  );
  if (!message) throw errors.message_not_found();
  await attentionAnnounce(context, chatId, asked);
  return message;
}

async function add(
  trx: Transaction<Database>,
  { chatId, seq, tally }: MessageRow,
  userId: string,
  emoji: string,
): Promise<Reaction[] | undefined> {
  const own = await trx
    .selectFrom('messageReactions')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .where('userId', '=', userId)
    .select('emoji')
    .execute();
  if (own.some((reaction) => reaction.emoji === emoji)) return undefined;
  const reactions = withReaction(tally?.reactions ?? [], emoji, userId);
  if (own.length >= ownReactionsMost || !reactions) throw errors.too_many_reactions();
  await trx
    .insertInto('messageReactions')
    .values({ chatId, seq, userId, emoji, createdAt: new Date() })
    .execute();
  return reactions;
}

async function take(
  trx: Transaction<Database>,
  { chatId, seq, tally }: MessageRow,
  userId: string,
  emoji: string,
): Promise<Reaction[] | undefined> {
  const taken = await trx
    .deleteFrom('messageReactions')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .where('userId', '=', userId)
    .where('emoji', '=', emoji)
    .executeTakeFirst();
  if (taken.numDeletedRows === 0n) return undefined;
  const latest = await trx
    .selectFrom('messageReactions')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .where('emoji', '=', emoji)
    .select('userId')
    .orderBy('createdAt', 'desc')
    .orderBy('userId')
    .limit(3)
    .execute();
  return withoutReaction(
    tally?.reactions ?? [],
    emoji,
    latest.map((reaction) => reaction.userId),
  );
}
