import { client } from './client.ts';

const wanted = new Map<string, readonly string[]>();
let timer: ReturnType<typeof setTimeout> | undefined;
let last = '';

/** A screen tells whose presence it shows; what all screens show is followed, the newest wish first. */
export function watchFor(screen: string, userIds: readonly string[]): void {
  wanted.delete(screen);
  if (userIds.length > 0) wanted.set(screen, userIds);
  clearTimeout(timer);
  timer = setTimeout(tell, 150);
}

function tell(): void {
  const ids = [...new Set([...wanted.values()].reverse().flat())].slice(0, 200);
  const key = ids.join();
  if (key === last) return;
  last = key;
  client.watch(ids);
}
