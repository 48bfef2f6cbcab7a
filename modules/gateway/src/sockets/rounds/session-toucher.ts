import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { Connection } from '../connection.ts';
import type { Registry } from '../registry.ts';

const maxTold = 1000;

type Use = { sessionId: string; userId: string; usedAtMs: number };

/** Tells accounts when sessions were last used (G9): those that did something since, and those that closed. */
export class SessionToucher {
  readonly #registry: Pick<Registry, 'all'>;
  readonly #accounts: Pick<RpcClient<typeof AccountsService>, 'touchSessions'>;
  readonly #closed = new Map<string, Use>();
  #toldUntilMs = 0;

  constructor(
    registry: Pick<Registry, 'all'>,
    accounts: Pick<RpcClient<typeof AccountsService>, 'touchSessions'>,
  ) {
    this.#registry = registry;
    this.#accounts = accounts;
  }

  /** Its user was there until now. */
  noteClosed({ sessionId, userId }: Connection): void {
    this.#closed.set(sessionId, { sessionId, userId, usedAtMs: Date.now() });
  }

  async tell(): Promise<void> {
    const sinceMs = this.#toldUntilMs;
    this.#toldUntilMs = Date.now();
    const uses = new Map(this.#closed);
    this.#closed.clear();
    for (const { sessionId, userId, usedAtMs } of this.#registry.all()) {
      if (usedAtMs >= sinceMs) uses.set(sessionId, { sessionId, userId, usedAtMs });
    }
    const told = [...uses.values()];
    for (let at = 0; at < told.length; at += maxTold) {
      await this.#accounts.touchSessions({ uses: told.slice(at, at + maxTold) });
    }
  }
}
