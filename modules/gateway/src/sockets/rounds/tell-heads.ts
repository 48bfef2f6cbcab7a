import type { MessagesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { Channel } from '../channel.ts';
import { textFrame } from '../frame.ts';
import type { Hub } from '../hub.ts';

const maxAsked = 1000;

/**
 * The live bus may lose payloads. Now and then messages is asked for the newest seq of chats that are heard
 * here, and whoever was not told of it gets a `head`, so that the last message is never the one missed (G4).
 * Each turn looks at the chats with activity and at some of the others.
 */
export class HeadTeller {
  readonly #hub: Hub;
  readonly #messages: Pick<RpcClient<typeof MessagesService>, 'getHeads'>;
  #rotation: IterableIterator<Channel>;

  constructor(hub: Hub, messages: Pick<RpcClient<typeof MessagesService>, 'getHeads'>) {
    this.#hub = hub;
    this.#messages = messages;
    this.#rotation = hub.channels();
  }

  /** One turn. */
  async tell(): Promise<void> {
    const picked = new Set<Channel>();
    for (const channel of this.#hub.channels()) {
      if (channel.isDeaf) this.#hub.listen(channel);
      if (channel.isActive) picked.add(channel);
    }
    const target = picked.size + maxAsked;
    while (picked.size < target) {
      const { value, done } = this.#rotation.next();
      if (done === true) {
        this.#rotation = this.#hub.channels();
        break;
      }
      if (isHeardChat(value)) picked.add(value);
    }
    await this.#tell([...picked]);
  }

  /** All chats at once: payloads are known to be lost. */
  async tellAll(): Promise<void> {
    await this.#tell([...this.#hub.channels()].filter(isHeardChat));
  }

  async #tell(channels: Channel[]): Promise<void> {
    for (let at = 0; at < channels.length; at += maxAsked) {
      const asked = channels.slice(at, at + maxAsked);
      for (const channel of asked) channel.isActive = false;
      const { heads } = await this.#messages.getHeads({ chatIds: asked.map(({ id }) => id) });
      for (const { chatId, lastSeq } of heads) tellHead(this.#hub.find(`chat:${chatId}`), lastSeq);
    }
  }
}

function isHeardChat(channel: Channel): boolean {
  return channel.connections.length > 0 && channel.name.startsWith('chat:');
}

function tellHead(channel: Channel | undefined, seq: number): void {
  if (!channel || seq <= channel.knownSeq) return;
  channel.knownSeq = seq;
  const frame = textFrame(JSON.stringify({ ev: 'head', chat: channel.id, seq }));
  for (const connection of channel.connections) connection.deliver(frame, false);
}
