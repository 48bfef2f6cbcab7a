import { createClient } from '@bridges/sdk';
import { outboxStore } from '../store/outbox-store.ts';
import { stateStore } from '../store/state-store.ts';

/** The one client of this page. The session is an HttpOnly cookie: no token is in reach of a script. */
export const client = createClient({ baseUrl: '', session: 'cookie', stateStore, outboxStore });
