import type { Bus } from '@bridges/kit';
import { errors } from '../../errors.ts';
import { presentLive } from '../../presenters/live.ts';
import type { Hub } from '../hub.ts';
import { okFrame } from '../reply.ts';
import type { CommandHandler } from './handler.ts';

/** Tells the others in a chat that this user writes. Only where this socket hears the chat itself. */
export function typingHandler(hub: Pick<Hub, 'find'>, bus: Pick<Bus, 'publish'>): CommandHandler<'typing'> {
  return ({ userId, chats }, { id, chat }) => {
    const channel = hub.find(`chat:${chat}`);
    if (!channel || !chats.includes(channel)) throw errors.chat_not_found();
    // Whoever types can't tell.
    if (channel.isSilent) return okFrame(id, {});
    const event = { ev: 'typing', chat, user: userId } as const;
    bus.publish(channel.name, presentLive(event, { isDroppable: true, exceptUserId: userId }));
    return okFrame(id, {});
  };
}
