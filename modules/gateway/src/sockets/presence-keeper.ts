import type { Bus, Presence } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import { presentLive } from '../presenters/live.ts';

/**
 * Tells who is online (G9). A user counts as online a little longer than her last socket, so that a reload
 * does not blink on everybody's screen.
 */
export class PresenceKeeper {
  readonly #presence: Presence;
  readonly #bus: Pick<Bus, 'publish'>;
  readonly #lingerMs: number;
  readonly #log: FastifyBaseLogger;
  readonly #leaving = new Map<NodeJS.Timeout, string>();

  constructor(presence: Presence, bus: Pick<Bus, 'publish'>, lingerMs: number, log: FastifyBaseLogger) {
    this.#presence = presence;
    this.#bus = bus;
    this.#lingerMs = lingerMs;
    this.#log = log;
  }

  /** One more socket of this user. */
  async enter(userId: string): Promise<void> {
    await this.#tell(userId, true);
  }

  /** One socket less. */
  leave(userId: string): void {
    const timer = setTimeout(() => {
      this.#leaving.delete(timer);
      void this.#tell(userId, false);
    }, this.#lingerMs);
    this.#leaving.set(timer, userId);
  }

  /** Lets everyone who is leaving leave now. */
  async stop(): Promise<void> {
    const leaving = [...this.#leaving];
    this.#leaving.clear();
    await Promise.all(
      leaving.map(([timer, userId]) => {
        clearTimeout(timer);
        return this.#tell(userId, false);
      }),
    );
  }

  async #tell(user: string, isOnline: boolean): Promise<void> {
    try {
      const isChange = await (isOnline ? this.#presence.enter(user) : this.#presence.leave(user));
      if (!isChange) return;
      this.#bus.publish(
        `watch:${user}`,
        presentLive({ ev: 'presence', user, isOnline }, { isDroppable: true }),
      );
    } catch (error) {
      this.#log.warn({ err: error }, 'could not tell presence');
    }
  }
}
