import type { SocketReply } from '@bridges/contracts';
import { ApiError } from '../errors.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: ApiError): void;
  timer: ReturnType<typeof setTimeout>;
}

/** Numbers the commands of a connection and finds whose a reply is. */
export function createReplies(timeoutMs: number) {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  function take(id: number): Waiting | undefined {
    const found = waiting.get(id);
    clearTimeout(found?.timer);
    waiting.delete(id);
    return found;
  }

  return {
    /** A number for a command, and the promise of its reply. */
    expect<Answer>(): { id: number; reply: Promise<Answer> } {
      const id = ++lastId;
      const reply = new Promise<Answer>((resolve, reject) => {
        const timer = setTimeout(() => {
          take(id)?.reject(
            new ApiError({ code: 'sdk.timeout', message: 'No reply came in time.', isRetryable: true }),
          );
        }, timeoutMs);
        waiting.set(id, { resolve: (answer) => resolve(answer as Answer), reject, timer });
      });
      return { id, reply };
    },
    settle(frame: SocketReply): void {
      const found = take(frame.re);
      if ('error' in frame) found?.reject(new ApiError(frame.error));
      else found?.resolve(frame.ok);
    },
    rejectAll(error: ApiError): void {
      for (const id of [...waiting.keys()]) take(id)?.reject(error);
    },
  };
}
