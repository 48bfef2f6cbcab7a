import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccountsService } from '@bridges/contracts/proto';
import type { RateLimits, RpcClient, Viewer } from '@bridges/kit';
import { z } from 'zod';

/** How long a ticket may wait for its socket. */
export const ticketLifeMs = 30_000;
/** No two tickets are alike, and each is counted for itself. */
const nonceBytes = 16;

/** Whose socket it will be. */
export type TicketHolder = Pick<Viewer, 'userId' | 'sessionId'>;

export interface Tickets {
  /** A secret of 256 bits for one socket. @throws AppError kit.rate_limited */
  issue(holder: TicketHolder): Promise<string>;
  /** Its holder, once, while it is fresh and her session lives. */
  redeem(ticket: string): Promise<TicketHolder | undefined>;
}

const payload = z.strictObject({ userId: z.string(), sessionId: z.string(), until: z.number() });

/**
 * Tickets stand in the address of a socket instead of a token: an address may end up in a log. They hold what they
 * say, sealed with a key that all gateways share: one that another copy gave is good while nothing else answers.
 */
export function createTickets(
  secret: string | undefined,
  rateLimits: RateLimits,
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkSessions'>,
): Tickets {
  const key = createHmac('sha256', secret ?? randomBytes(32))
    .update('bridges socket tickets')
    .digest();
  const perUser = rateLimits.create({ name: 'socket-ticket-issue', points: 120, perSeconds: 60 });
  // Counting is atomic: two uses at once must not both win.
  const uses = rateLimits.create({
    name: 'socket-ticket-use',
    points: 1,
    perSeconds: (2 * ticketLifeMs) / 1000,
  });
  const sealOf = (body: string) => createHmac('sha256', key).update(body).digest();

  function open(ticket: string): TicketHolder | undefined {
    if (ticket.length > 600) return undefined;
    const [body = '', seal = ''] = ticket.split('.');
    const [given, wanted] = [Buffer.from(seal, 'base64url'), sealOf(body)];
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    const { userId, sessionId, until } = payload.parse(
      JSON.parse(Buffer.from(body, 'base64url').subarray(nonceBytes).toString()),
    );
    return until > Date.now() ? { userId, sessionId } : undefined;
  }

  return {
    async issue({ userId, sessionId }) {
      await perUser.consume(userId);
      const until = Date.now() + ticketLifeMs;
      const text = JSON.stringify({ userId, sessionId, until });
      const body = Buffer.concat([randomBytes(nonceBytes), Buffer.from(text)]).toString('base64url');
      return `${body}.${sealOf(body).toString('base64url')}`;
    },

    async redeem(ticket) {
      const holder = open(ticket);
      if (!holder) return undefined;
      const isFirstUse = await uses
        .consume(
          createHash('sha256')
            .update(ticket.split('.')[0] ?? '')
            .digest('base64url'),
        )
        .then(
          () => true,
          () => false,
        );
      if (!isFirstUse) return undefined;
      const { liveSessionIds } = await accounts.checkSessions({ sessionIds: [holder.sessionId] });
      return liveSessionIds.includes(holder.sessionId) ? holder : undefined;
    },
  };
}
