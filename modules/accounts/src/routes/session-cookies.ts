import { clearCookie, setCookie } from '@bridges/kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_SECONDS } from '../services/refresh-token-issue.ts';
import { ACCESS_TOKEN_SECONDS } from '../services/signing-keys.ts';

/** The web's session: no script can read it. */
export function setSessionCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  tokens: { access: string; refresh: string },
): void {
  setCookie(request, reply, 'access', tokens.access, ACCESS_TOKEN_SECONDS);
  setCookie(request, reply, 'refresh', tokens.refresh, SESSION_SECONDS);
}

export function clearSessionCookies(request: FastifyRequest, reply: FastifyReply): void {
  clearCookie(request, reply, 'access');
  clearCookie(request, reply, 'refresh');
}
