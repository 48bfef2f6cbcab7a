import { z } from 'zod';
import { messageText } from './api/message-parts.ts';

/** What the room socket takes: seed 2's form, and seed 4's two actions. */
export const roomCommand = z.union([
  z.object({ action: z.literal('send_message'), message: messageText }),
  z.object({ action: z.literal('retrieve_message'), number: z.number().int().min(1).max(100).default(10) }),
  z.object({ action: z.undefined().optional(), message: messageText }),
]);
export type RoomCommand = z.infer<typeof roomCommand>;
/** What the room socket says: each message posted in the chat. `timestamp`: `YYYY-MM-DD HH:MM:SS`, UTC. */
export const roomMessage = z.object({ user: z.string(), message: z.string(), timestamp: z.string() });
export type RoomMessage = z.infer<typeof roomMessage>;
/** What the room socket says when it refuses something. */
export const roomError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** `POST /api/socket-tickets`: a secret for the address of one socket. */
export const socketTicket = z
  .object({
    ticket: z.string().meta({ description: 'Goes into the address as `?ticket=`; good once.' }),
    expiresInMs: z.number().int().meta({ example: 30_000 }),
  })
  .meta({ id: 'SocketTicket' });
export type SocketTicket = z.infer<typeof socketTicket>;
