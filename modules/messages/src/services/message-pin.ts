import { limits } from '@bridges/contracts';
import type { Kysely, Transaction } from 'kysely';
import type { Broker } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import { canPin } from '../policies/can-pin.ts';
import type { Database } from '../tables/database.ts';
import type { StoredMessage } from './append-queue.ts';
import { chatLockFor } from './chat-lock.ts';
import type { LockedChat } from './chat-lock.ts';
import type { LiveAnnouncer } from './live-announcer.ts';
import { messageAt } from './message-place.ts';
import { revRaise } from './rev-raise.ts';
import { systemMessageStore } from './system-message-store.ts';

export interface PinContext {
  db: Kysely<Database>;
  broker: Broker;
  live: Pick<LiveAnnouncer, 'chatRevised' | 'messagesStored'>;
}

export interface WantedPin {
  chatId: string;
  seq: number;
  actorId: string;
  /** False: it comes off. */
  isOn: boolean;
}

/**
 * Pins a message, or takes it off; one that is so already is left alone. A group is told who pinned. Resolves with
 * all pins, the oldest first.
 *
 * @throws AppError messages.message_not_found, pin_forbidden, too_many_pins, and why nothing may happen in the chat
 */
export async function messagePin({ db, broker, live }: PinContext, wanted: WantedPin): Promise<number[]> {
  const { chatId, seq, actorId, isOn } = wanted;
  const done = await db.transaction().execute(async (trx) => {
    const { chat, member } = await chatLockFor(trx, chatId, actorId);
    const refusal = canPin(chat, actorId, member.role);
    if (refusal) throw refusal;
    if (isOn) await messageAt(trx, member, seq);
    const others = chat.pins.filter((pin) => pin !== seq);
    if (isOn === others.length < chat.pins.length) return { pins: chat.pins };
    if (others.length >= limits.pins) throw errors.too_many_pins();
    const pins = isOn ? [...others, seq] : others;
    await trx.updateTable('chats').set({ pins }).where('id', '=', chatId).execute();
    const { rev } = chat;
    const message = isOn && chat.kind === 'group' ? await say(trx, chat, actorId, seq) : undefined;
    return { pins, rev, message, step: await revRaise(trx, chatId, { isHead: true }) };
  });
  if (done.step) {
    broker.kick();
    if (done.message) live.messagesStored(chatId, [{ message: done.message, rev: done.rev }]);
    live.chatRevised(done.step);
  }
  return done.pins;
}

async function say(
  trx: Transaction<Database>,
  chat: LockedChat,
  actorId: string,
  seq: number,
): Promise<StoredMessage> {
  const said = { actorId, clientId: uuidv7() };
  const message = await systemMessageStore(trx, chat, said, { type: 'messagePinned', seq });
  const { lastSeq, lastActivityAt, topReader, topReadSeq, secondReadSeq } = chat;
  await trx
    .updateTable('chats')
    .set({ lastSeq, lastActivityAt, topReader, topReadSeq, secondReadSeq })
    .where('id', '=', chat.id)
    .execute();
  return message;
}
