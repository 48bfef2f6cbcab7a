import { create } from 'zustand';
import { whileAwake } from '../../ui/while-awake.ts';

/** How long a deletion can be undone. */
export const undoMs = 5000;

interface Leaving {
  seqs: readonly number[];
  run: () => void;
  stop: () => void;
}

/** By chat: messages on their way out. They are gone from sight already, but not yet from the chat. */
export const useLeaving = create<{ byChat: Readonly<Record<string, ReadonlySet<number>>> }>(() => ({
  byChat: {},
}));

const waiting = new Set<{ chatId: string } & Leaving>();

function show(): void {
  const byChat: Record<string, Set<number>> = {};
  for (const { chatId, seqs } of waiting) {
    byChat[chatId] ??= new Set();
    for (const seq of seqs) byChat[chatId].add(seq);
  }
  useLeaving.setState({ byChat });
}

/** Takes messages out of sight and deletes them soon. The answer takes it back, as long as it is not too late. */
export function leaveSoon(
  chatId: string,
  seqs: readonly number[],
  remove: () => Promise<unknown>,
): () => void {
  const run = () => {
    one.stop();
    // They stay out of sight until the chat itself says that they are gone.
    const settle = () => void (waiting.delete(one) && show());
    void remove().then(settle, settle);
  };
  const one = { chatId, seqs, run, stop: whileAwake(undoMs, run) };
  waiting.add(one);
  show();
  return () => {
    one.stop();
    if (waiting.delete(one)) show();
  };
}

// Who closes the page has decided.
globalThis.addEventListener?.('pagehide', () => {
  for (const { run } of waiting) run();
});
