import { client } from './client.ts';

/** When the session was ended from elsewhere, what was kept of the chats leaves this device. Drafts stay. */
export function forgetAfterEnd(): void {
  client.subscribe(() => {
    const { connection } = client;
    const isOver =
      connection.status === 'stopped' &&
      (connection.reason === 'unauthenticated' ||
        connection.reason === 'session_ended' ||
        connection.reason === 'deactivated');
    if (isOver) void client.forgetState();
  });
}
