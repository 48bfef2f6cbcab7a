import { errorBody } from '@bridges/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Device } from '../services/session-start.ts';

/** The refusals a route may answer with, for its schema; 429 and 503 any route may. */
export function refusals<Status extends number>(...statuses: Status[]) {
  return Object.fromEntries([...statuses, 429, 503].map((status) => [status, errorBody])) as Record<
    Status | 429 | 503,
    typeof errorBody
  >;
}

/** 204: done, nothing to tell. */
export const nothing = z.null().meta({ description: 'Done.' });

/** Where a request came from. */
export function deviceOf(request: FastifyRequest): Device {
  return { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
