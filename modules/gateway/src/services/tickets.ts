import { createHash, randomBytes } from 'node:crypto';
import type { AccountsService } from '@bridges/contracts/proto';
import type { Caches, RateLimits, RpcClient, Viewer } from '@bridges/kit';

/** How long a ticket may wait for its socket. */
export const ticketLifeMs = 30_000;

/** Whose socket it will be. */
export type TicketHolder = Pick<Viewer, 'userId' | 'sessionId'>;

export interface Tickets {
  /** A secret of 256 bits for one socket. @throws AppError kit.rate_limited */
  issue(holder: TicketHolder): Promise<string>;
  /** Its holder, once, while it is fresh and her session lives. */
  redeem(ticket: string): Promise<TicketHolder | undefined>;
}

/** Tickets stand in the address of a socket instead of a token: an address may end up in a log. */
export function createTickets(
  caches: Caches,
  rateLimits: RateLimits,
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkSessions'>,
): Tickets {
  const issued = caches.create<TicketHolder>({
    name: 'socket-tickets',
    maxEntries: 100_000,
    ttlMs: ticketLifeMs,
  });
  const perUser = rateLimits.create({ name: 'socket-ticket-issue', points: 120, perSeconds: 60 });
  // Counting is atomic where a read and a delete of the cache are not: two uses at once must not both win.
  const uses = rateLimits.create({
    name: 'socket-ticket-use',
    points: 1,
    perSeconds: (2 * ticketLifeMs) / 1000,
  });
  const keyOf = (ticket: string) => createHash('sha256').update(ticket).digest('base64url');

  return {
    async issue({ userId, sessionId }) {
      await perUser.consume(userId);
      const ticket = randomBytes(32).toString('base64url');
      await issued.read(keyOf(ticket), async () => ({ userId, sessionId }));
      return ticket;
    },

    async redeem(ticket) {
      if (!/^[\w-]{43}$/.test(ticket)) return undefined;
      const key = keyOf(ticket);
      const holder = await issued.read(key, async () => undefined);
      if (!holder) return undefined;
      const isFirstUse = await uses.consume(key).then(
        () => true,
        () => false,
      );
      await issued.invalidate(key);
      if (!isFirstUse) return undefined;
      const { liveSessionIds } = await accounts.checkSessions({ sessionIds: [holder.sessionId] });
      return liveSessionIds.includes(holder.sessionId) ? holder : undefined;
    },
  };
}
