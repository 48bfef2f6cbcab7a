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

/** What to show in the "Connecting…" bar. A new object at each change. */
export type ConnectionState =
  | { readonly status: 'connecting'; readonly reason: null }
  | { readonly status: 'online'; readonly reason: null }
  /** Waiting for the next try at `retryAt` (milliseconds since 1970). */
  | { readonly status: 'offline'; readonly reason: string; readonly retryAt: number }
  | { readonly status: 'stopped'; readonly reason: StopReason; readonly closeCode: number | null };
