/**
 * The numbers of the socket protocol. No schema library is imported here, so that browsers may load it.
 * The shapes are in `socket.ts`; the guide is `docs/guides/socket-protocol.md`.
 */

/** Version of the protocol at `/ws`, told in the `hello` event. */
export const PROTOCOL_VERSION = 1;

/**
 * WebSocket close codes. 4000-4499: connect again (after a random pause) and resume.
 * 4500-4999: do not connect again with what you have; something must change first.
 */
export const CloseCode = {
  /** The server is stopping or moving; connect again. */
  restarting: 4000,
  /** The client read too slowly and its queue overflowed; connect again and resume. */
  slow: 4001,
  /** No pong or command within the heartbeat limit. */
  heartbeatTimeout: 4002,
  /** The server could not do its part (a module is down); connect again. */
  unavailable: 4003,
  /** Too many commands; connect again later. */
  rateLimited: 4004,
  /** No valid sign-in: missing, expired or foreign token, or a used ticket. */
  unauthenticated: 4500,
  /** The session was ended: signed out, password changed, or removed by its user. */
  sessionEnded: 4501,
  /** The room socket's chat does not exist or is not yours to know of. */
  unknownChat: 4502,
  /** The frame was no JSON object of the protocol. */
  malformed: 4503,
  /** The frame was larger than `limits.frameBytes`, or of too many fragments. */
  tooLarge: 4504,
  /** The Origin header names a site that may not open sockets here. */
  foreignOrigin: 4505,
  /** The room socket's user is no longer in the chat. */
  removedFromChat: 4506,
  /** Too many sockets of this user. */
  tooManySockets: 4507,
  /** An administrator has deactivated the account. */
  deactivated: 4508,
} as const;
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** Limits that both sides know. Lengths of text are in UTF-16 code units, as JavaScript counts them. */
export const limits = {
  messageText: 4096,
  frameBytes: 256 * 1024,
  resumeChats: 2000,
  watchUsers: 200,
  displayName: 64,
  bio: 500,
  statusMessage: 100,
  username: { min: 3, max: 32 },
  password: { min: 8, max: 200 },
  groupTitle: 128,
  groupDescription: 1000,
  handle: { min: 2, max: 64 },
  attachments: 10,
  reactionKinds: 20,
  pins: 100,
  slowModeSeconds: 3600,
  pollQuestion: 300,
  pollOption: 100,
  pollOptions: 12,
  folderName: 32,
  folders: 50,
  pinnedChats: 50,
  scheduledPerChat: 100,
  reminders: 100,
  /** How far ahead something may be planned, in days. */
  planAheadDays: 366,
  pageSize: { default: 50, max: 100 },
} as const;

/** How often a client must say something (a `ping` will do), in milliseconds, and when it is given up. */
export const heartbeat = { intervalMs: 25_000, timeoutMs: 60_000 } as const;

/** Who acts when a service does, where a user is told otherwise: the sender of “the chat was closed”. */
export const serviceActorId = '00000000-0000-0000-0000-000000000000';
