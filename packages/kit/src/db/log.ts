import type { FastifyBaseLogger } from 'fastify';

/** What the database layer needs of a logger. */
export type Log = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
