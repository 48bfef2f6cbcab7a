import type { Rest } from '../rest.ts';

/** The address of `/ws`. Bearer clients bring a single-use ticket, since a browser's socket can send no header. */
export async function socketUrl(baseUrl: string, rest: Rest): Promise<string> {
  const base = baseUrl === '' ? globalThis.location.origin : baseUrl.replace(/\/$/, '');
  const url = `${base.replace(/^http/, 'ws')}/ws`;
  if (!rest.isBearer) return url;
  const { ticket } = await rest.socketTicket();
  return `${url}?ticket=${encodeURIComponent(ticket)}`;
}
