import { channelNames } from './channel.ts';
import type { Channel, ChannelName } from './channel.ts';

/** The channels that the operator has set up, in the order of the ladder. */
export class Channels {
  readonly #channels: ReadonlyMap<ChannelName, Channel>;

  constructor(all: readonly Channel[]) {
    const byName = new Map(all.map((channel) => [channel.name, channel]));
    this.#channels = new Map(
      channelNames.flatMap((name) => {
        const channel = byName.get(name);
        return channel?.isConfigured ? [[name, channel] as const] : [];
      }),
    );
  }

  get(name: ChannelName): Channel | undefined {
    return this.#channels.get(name);
  }

  all(): Channel[] {
    return [...this.#channels.values()];
  }

  /** Whether anybody can be reached at all. */
  async isUsed(): Promise<boolean> {
    const answers = await Promise.all(this.all().map(async (channel) => (await channel.isUsed?.()) ?? true));
    return answers.includes(true);
  }

  /** Where each of these users can be reached now; who can't be reached at all is left out. */
  async reachable(userIds: readonly string[]): Promise<Map<string, ChannelName[]>> {
    const found = new Map<string, ChannelName[]>();
    if (userIds.length === 0) return found;
    const answers = await Promise.all(
      this.all().map(async (channel) => [channel.name, await channel.reachable(userIds)] as const),
    );
    for (const [name, reached] of answers)
      for (const userId of reached) {
        const names = found.get(userId);
        if (names) names.push(name);
        else found.set(userId, [name]);
      }
    return found;
  }
}
