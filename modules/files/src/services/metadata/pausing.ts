import { setImmediate } from 'node:timers/promises';

/** How far a walk through a file goes before others have their turn. */
const strideBytes = 512 * 1024;

/** A function to call with every place reached: now and then it lets the event loop turn. */
export function pausing(): (at: number) => Promise<void> | undefined {
  let next = strideBytes;
  return (at) => {
    if (at < next) return undefined;
    next = at + strideBytes;
    return setImmediate();
  };
}
