/** Why the client will not connect again by itself. */
export type StopReason =
  /** `stop()` was called, or `start()` not yet. */
  | 'stopped'
  /** No valid sign-in, and renewing it was refused. */
  | 'unauthenticated'
  /** The session was ended, here or from another device. */
  | 'session_ended'
  /** An administrator has deactivated the account. */
  | 'deactivated'
  /** The server refuses this client (close codes 4503-4999 and others that say stop). */
  | 'refused';

/**
 * What to show in the "Connecting…" bar. A new object at each change. `isCut`: it is no passing loss; there may be a proxy
 * that passes no sockets, so what can't wait is asked over REST.
 */
export type ConnectionState =
  | { readonly status: 'connecting'; readonly reason: null; readonly isCut: boolean }
  | { readonly status: 'online'; readonly reason: null }
  /** Waiting for the next try at `retryAt` (milliseconds since 1970). */
  | { readonly status: 'offline'; readonly reason: string; readonly retryAt: number; readonly isCut: boolean }
  | { readonly status: 'stopped'; readonly reason: StopReason; readonly closeCode: number | null };
