import type { ClientState, ConnectionState } from '@bridges/sdk';
import { useSyncExternalStore } from 'react';
import { client } from '../realtime/client.ts';

/** `starting`: not yet known who asks. `signedIn` may also be painted from the cache, before the network. */
export type Phase = 'starting' | 'signedIn' | 'signedOut';

let hasStarted = false;

export function phaseOf(state: ClientState, connection: ConnectionState): Phase {
  if (connection.status === 'stopped' && connection.reason !== 'refused' && hasStarted) return 'signedOut';
  return state.me ? 'signedIn' : 'starting';
}

/** Starts the client: at the page's load, and after signing in. */
export async function startClient(): Promise<void> {
  await client.start();
  hasStarted = true;
}

export const currentPhase = (): Phase => phaseOf(client.getState(), client.connection);
export const usePhase = (): Phase =>
  useSyncExternalStore((listener) => client.subscribe(listener), currentPhase);
