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
