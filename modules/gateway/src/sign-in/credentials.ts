import type { IncomingMessage } from 'node:http';
import { isOwnOrigin, readAccessCookie } from '@bridges/kit';

/** How an upgrade says who it is. The most explicit way wins; there is no falling back from a bad one. */
export type Credentials =
  | { kind: 'token'; token: string }
  | { kind: 'ticket'; ticket: string }
  | { kind: 'foreignOrigin' }
  | { kind: 'none' };

/** @param isRoom room sockets also take `?token=`, as the clients of other systems send it */
export function readCredentials(
  { headers }: Pick<IncomingMessage, 'headers'>,
  query: URLSearchParams,
  isRoom: boolean,
): Credentials {
  const queryToken = isRoom ? query.get('token') : null;
  if (queryToken !== null) return { kind: 'token', token: queryToken };
  const ticket = query.get('ticket');
  if (ticket !== null) return { kind: 'ticket', ticket };
  if (headers.authorization !== undefined) {
    const match = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(headers.authorization);
    return match?.[1] ? { kind: 'token', token: match[1] } : { kind: 'none' };
  }
  return readCookieOf(headers);
}

/**
 * Browsers send cookies for any page that asks, so here the page must be our own. Its scheme tells which of
 * the two cookie names counts: over HTTPS one that another host could have set must not.
 */
function readCookieOf({ origin, host, cookie }: IncomingMessage['headers']): Credentials {
  if (!readAccessCookie(cookie, false) && !readAccessCookie(cookie, true)) return { kind: 'none' };
  if (origin === undefined || host === undefined || !isOwnOrigin(origin, host))
    return { kind: 'foreignOrigin' };
  const token = readAccessCookie(cookie, origin.startsWith('https:'));
  return token === undefined ? { kind: 'none' } : { kind: 'token', token };
}
