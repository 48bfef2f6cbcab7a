import { getPriority } from 'node:os';
import { serveThread } from '../serve-thread.ts';

export type Told =
  | { say: string }
  | { bytes: ArrayBuffer }
  | { fail: string }
  | { linger: 'a while' | 'for ever' };

/** Says in the log what it is told. */
serveThread<{ name: string }, Told>(({ name }, log) => {
  let lingers: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  log.info({ name, priority: getPriority(0) }, 'begun');
  return {
    take(told) {
      if ('say' in told) log.warn({ err: new Error(told.say) }, 'said');
      else if ('bytes' in told) log.info({ length: told.bytes.byteLength }, 'bytes');
      else if ('fail' in told) throw new Error(told.fail);
      else {
        lingers = setTimeout(() => {}, 3_600_000);
        if (told.linger === 'a while') last = new Promise((resolve) => setTimeout(resolve, 200));
        else last = new Promise(() => {});
      }
    },
    async stop() {
      await last;
      clearTimeout(lingers);
      log.info({}, 'stopped');
    },
  };
});
