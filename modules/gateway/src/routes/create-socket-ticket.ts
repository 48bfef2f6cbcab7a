import { errorBody, socketTicket } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { ticketLifeMs } from '../services/tickets.ts';
import type { Tickets } from '../services/tickets.ts';

export function createSocketTicketRoute(app: HttpApp, tickets: Pick<Tickets, 'issue'>): void {
  app.post(
    '/api/socket-tickets',
    {
      config: { access: 'user' },
      schema: {
        tags: ['sockets'],
        summary: 'Get a ticket for one socket',
        description: 'Good once, for 30 seconds, as `?ticket=` of `/ws` or a room socket.',
        response: { 201: socketTicket, 401: errorBody, 403: errorBody, 429: errorBody },
      },
    },
    async (request, reply) => {
      const ticket = await tickets.issue(viewerOf(request));
      return reply.code(201).send({ ticket, expiresInMs: ticketLifeMs });
    },
  );
}
