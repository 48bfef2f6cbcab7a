import type { RoomMessage } from '@bridges/contracts/proto';
import { KeyedQueue } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import { presentRoomMessage } from '../../presenters/room-message.ts';
import type { Usernames } from '../../services/usernames.ts';
import type { Channel } from '../channel.ts';
import { textFrame } from '../frame.ts';

/**
 * Tells room sockets what was posted. Names have to be asked for, so each chat's messages wait for each other
 * and keep their order; whoever has left meanwhile hears nothing.
 */
export class RoomFanOut {
  readonly #usernames: Usernames;
  readonly #log: FastifyBaseLogger;
  readonly #queue = new KeyedQueue();

  constructor(usernames: Usernames, log: FastifyBaseLogger) {
    this.#usernames = usernames;
    this.#log = log;
  }

  deliver(channel: Channel, message: RoomMessage): void {
    this.#queue
      .run(channel.id, () => this.#deliver(channel, message))
      .catch((error: unknown) => {
        this.#log.error({ err: error }, 'could not tell room sockets of a message');
      });
  }

  async #deliver(channel: Channel, { senderId, text, createdAtMs }: RoomMessage): Promise<void> {
    // A missing name is no reason to keep the message back.
    const names = await this.#usernames([senderId]).catch(() => new Map<string, string>());
    const shown = presentRoomMessage(names.get(senderId) ?? senderId, text, createdAtMs);
    const frame = textFrame(JSON.stringify(shown));
    for (const room of channel.rooms) room.deliver(frame, false);
  }
}
