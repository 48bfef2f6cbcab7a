import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Over HTTPS the `__Host-` prefix binds a cookie to this very host; over plain HTTP (a laptop, a private
 * network) browsers refuse Secure cookies, so the plain name is used there.
 */
const cookieName = (request: FastifyRequest, name: string) =>
  request.protocol === 'https' ? `__Host-bridges_${name}` : `bridges_${name}`;

export type SessionCookie = 'access' | 'refresh';

export function readCookie(request: FastifyRequest, name: SessionCookie): string | undefined {
  return request.cookies[cookieName(request, name)];
}

export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  name: SessionCookie,
  value: string,
  maxAgeSeconds: number,
): void {
  reply.setCookie(cookieName(request, name), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    path: '/',
    maxAge: maxAgeSeconds,
  });
}

export function clearCookie(request: FastifyRequest, reply: FastifyReply, name: SessionCookie): void {
  setCookie(request, reply, name, '', 0);
}

export interface PresentedToken {
  source: 'bearer' | 'cookie';
  value: string;
}

/** The access token of a request: the Authorization header wins over the cookie. */
export function readAccessToken(request: FastifyRequest): PresentedToken | undefined {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const match = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header);
    return { source: 'bearer', value: match?.[1] ?? '' };
  }
  const value = readCookie(request, 'access');
  return value ? { source: 'cookie', value } : undefined;
}

/**
 * The access token in a raw `Cookie` header, for WebSocket upgrades.
 *
 * @param isHttps whether the page that opens the socket was loaded over HTTPS (see `cookieName`)
 */
export function readAccessCookie(header: string | undefined, isHttps: boolean): string | undefined {
  const name = `${isHttps ? '__Host-' : ''}bridges_access=`;
  const pair = header?.split(';').find((part) => part.trimStart().startsWith(name));
  return pair?.trim().slice(name.length) || undefined;
}
