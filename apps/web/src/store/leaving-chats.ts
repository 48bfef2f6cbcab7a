import { create } from 'zustand';
import { whileAwake } from '../ui/while-awake.ts';

/** How long leaving can be undone. */
export const undoMs = 5000;

/** Groups on their way out of my list: gone from sight already, but I am still in them. */
export const useLeavingChats = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

const waiting = new Map<string, () => void>();

function show(chatId: string, isLeaving: boolean): void {
  const ids = new Set(useLeavingChats.getState().ids);
  if (isLeaving) ids.add(chatId);
  else ids.delete(chatId);
  useLeavingChats.setState({ ids });
}

/** Takes a group out of sight and leaves it soon. The answer takes it back, as long as it is not too late. */
export function leaveChatSoon(chatId: string, leave: () => Promise<unknown>): () => void {
  const run = () => {
    stop();
    if (!waiting.delete(chatId)) return;
    const settle = () => show(chatId, false);
    void leave().then(settle, settle);
  };
  const stop = whileAwake(undoMs, run);
  waiting.set(chatId, run);
  show(chatId, true);
  return () => {
    stop();
    if (waiting.delete(chatId)) show(chatId, false);
  };
}

// Who closes the page has decided.
globalThis.addEventListener?.('pagehide', () => {
  for (const run of waiting.values()) run();
});
