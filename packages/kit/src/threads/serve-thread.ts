import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Log } from '../db/log.ts';
import { stopWord } from './thread.ts';
import type { ThreadSays } from './thread.ts';

/** What a thread does. */
export interface ThreadWork<Message> {
  take(message: Message): void;
  /** Resolves when it is done with what it was about. */
  stop(): Promise<void>;
}

/** Gets a processor when nobody else wants it, or a tenth of one. */
const lowPriority = 10;

/**
 * What the module that a `Thread` begins with calls: makes its work of what it is given, and passes messages on.
 *
 * It runs at a low priority where that is possible for one thread.
 */
export function serveThread<Data, Message>(begin: (data: Data, log: Log) => ThreadWork<Message>): void {
  const port = parentPort;
  if (!port) throw new Error('not in a thread');
  // Elsewhere it would be that of the whole process. See setpriority(2), "C library/kernel differences".
  if (process.platform === 'linux') setPriority(0, lowPriority);
  const say =
    (level: keyof Log) =>
    (fields: object, text: string): void =>
      port.postMessage({ level, fields, text } satisfies ThreadSays);
  const log = { info: say('info'), warn: say('warn'), error: say('error') } as Log;
  const work = begin(workerData as Data, log);
  port.on('message', (message: Message | typeof stopWord) => {
    if (message !== stopWord) work.take(message);
    else void work.stop().then(() => port.close());
  });
}
