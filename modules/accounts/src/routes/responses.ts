import { refusals as kitRefusals } from '@bridges/kit';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Device } from '../services/session-start.ts';

/** The refusals a route may answer with, for its schema; these two any route may. */
export const refusals = <const Status extends number>(...statuses: Status[]) =>
  kitRefusals<Status | 429 | 503>(...statuses, 429, 503);

/** 204: done, nothing to tell. */
export const nothing = z.null().meta({ description: 'Done.' });

/** Where a request came from. */
export function deviceOf(request: FastifyRequest): Device {
  return { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
