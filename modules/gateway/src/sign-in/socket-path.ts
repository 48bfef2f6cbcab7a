/** What an address under `/ws` asks for. */
export type SocketPath = { kind: 'full' } | { kind: 'room'; idOrHandle: string };

/** Reads `/ws` and `/ws/chat/<id or handle>`, with or without a slash at the end. */
export function readSocketPath(pathname: string): SocketPath | 'unknown' | 'malformed' {
  if (/^\/ws\/?$/.test(pathname)) return { kind: 'full' };
  const name = /^\/ws\/chat\/([^/]{1,600})\/?$/.exec(pathname)?.[1];
  if (name === undefined) return 'unknown';
  try {
    return { kind: 'room', idOrHandle: decodeURIComponent(name) };
  } catch {
    return 'malformed';
  }
}
