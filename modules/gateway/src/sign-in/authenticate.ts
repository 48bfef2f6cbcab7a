import { CloseCode } from '@bridges/contracts/protocol';
import type { Identity } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { TicketHolder, Tickets } from '../services/tickets.ts';
import type { Credentials } from './credentials.ts';

/** Whose socket it is, or the close code that says why it is nobody's. */
export async function authenticate(
  credentials: Credentials,
  identity: Identity,
  tickets: Pick<Tickets, 'redeem'>,
  log: FastifyBaseLogger,
): Promise<TicketHolder | CloseCode> {
  if (credentials.kind === 'none') return CloseCode.unauthenticated;
  if (credentials.kind === 'foreignOrigin') return CloseCode.foreignOrigin;
  try {
    const holder =
      credentials.kind === 'token'
        ? await identity.verify(credentials.token)
        : await tickets.redeem(credentials.ticket);
    return holder ?? CloseCode.unauthenticated;
  } catch (error) {
    // Who it is cannot be known right now: nobody gets in, but trying again makes sense.
    log.warn({ err: error }, 'could not check the sign-in of a socket');
    return CloseCode.unavailable;
  }
}
