import { setTimeout as pause } from 'node:timers/promises';
import { CloseCode } from '@bridges/contracts/protocol';
import { textFrame } from './frame.ts';
import type { Registry } from './registry.ts';
import type { SendBatcher } from './send-batcher.ts';

/** How long sends under way, and then the clients' close frames, are waited for. */
const answerMs = 3000;
const closeMs = 2000;

/**
 * Sends everybody elsewhere: answers what is under way, says when to come back (spread over `reconnectMs`,
 * so that they do not all come at once), closes, and cuts off who does not go.
 */
export async function stopSockets(
  registry: Pick<Registry, 'all'>,
  batcher: Pick<SendBatcher, 'idle'>,
  reconnectMs: number,
): Promise<void> {
  await Promise.race([batcher.idle(), pause(answerMs, undefined, { ref: false })]);
  // Answers reach their queues in the microtasks after the batch.
  await new Promise(setImmediate);
  const connections = [...registry.all()];
  const gone = connections.map(
    ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  for (const connection of connections) {
    const afterMs = Math.floor(Math.random() * reconnectMs);
    if (!connection.isRoom) {
      connection.deliver(textFrame(JSON.stringify({ ev: 'reconnect', afterMs })), false);
    }
    connection.close(CloseCode.restarting);
  }
  await Promise.race([Promise.all(gone), pause(closeMs, undefined, { ref: false })]);
  for (const { socket } of connections) socket.terminate();
}
