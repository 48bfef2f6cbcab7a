import { client } from './client.ts';

/** Calls each time the connection is there again; answers what ends that. */
export function onReconnect(listener: () => void): () => void {
  let isOnline = client.connection.status === 'online';
  return client.subscribe(() => {
    const wasOnline = isOnline;
    isOnline = client.connection.status === 'online';
    if (isOnline && !wasOnline) listener();
  });
}
