import type { FastifyRequest } from 'fastify';
import { httpErrors } from './json.ts';

const readOnlyMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site made a browser send (CSRF).
 *
 * @param isRequired whether a request that names no origin at all is refused too: so it is where a cookie
 *   is what identifies the caller
 * @throws AppError http.foreign_origin
 */
export function assertOwnOrigin(request: FastifyRequest, isRequired: boolean): void {
  if (readOnlyMethods.has(request.method)) return;
  const origin = request.headers.origin;
  if (origin !== undefined) {
    if (!isOwnOrigin(origin, request.host)) throw httpErrors.foreign_origin();
    return;
  }
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  if (site !== undefined || isRequired) throw httpErrors.foreign_origin();
}

/** Whether an Origin header names the host that the request went to. */
export function isOwnOrigin(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
