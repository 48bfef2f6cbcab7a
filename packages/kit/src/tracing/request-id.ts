import { AsyncLocalStorage } from 'node:async_hooks';
import { uuidv7 } from 'uuidv7';

const flow = new AsyncLocalStorage<string | undefined>();
const form = /^[\w-]{8,64}$/;

/** The request that is being carried out, as it is called in the logs of every service that has a part in it. */
export const requestId = (): string | undefined => flow.getStore();

/** Does the work as a part of this request. */
export const withRequestId = <Result>(id: string, work: () => Result): Result => flow.run(id, work);

/** Does what goes on after, and beside, the request in whose course it was begun. */
export const outsideRequests = <Result>(work: () => Result): Result => flow.run(undefined, work);

/** A name for a request that has none yet. */
export const newRequestId = (): string => uuidv7();

/** What somebody else calls a request, if it can be a name in logs; otherwise a new one. */
export const requestIdFrom = (given: unknown): string =>
  typeof given === 'string' && form.test(given) ? given : newRequestId();

/** A UUID for what a request makes: the same one where a proxy has sent the request again, to another copy. */
export function requestUuid(id: string): string {
  const hex = id.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) return uuidv7();
  // Version and variant of one that somebody made up (RFC 9562): proxies' names are 128 bits of anything.
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20)].join('-');
}
