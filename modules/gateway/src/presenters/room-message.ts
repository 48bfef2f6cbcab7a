import type { RoomMessage } from '@bridges/contracts';

/** A message in the form that room clients know: `timestamp` is `YYYY-MM-DD HH:MM:SS`, UTC. */
export function presentRoomMessage(username: string, text: string, createdAtMs: number): RoomMessage {
  const timestamp = new Date(createdAtMs).toISOString().slice(0, 19).replace('T', ' ');
  return { user: username, message: text, timestamp };
}
