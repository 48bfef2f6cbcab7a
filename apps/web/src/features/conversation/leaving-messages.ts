import { create } from 'zustand';

/** How long a deletion can be undone. */
export const undoMs = 5000;

interface Leaving {
  seqs: readonly number[];
  run: () => void;
  timer: ReturnType<typeof setTimeout>;
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
    clearTimeout(one.timer);
    // They stay out of sight until the chat itself says that they are gone.
    const settle = () => void (waiting.delete(one) && show());
    void remove().then(settle, settle);
  };
  const one = { chatId, seqs, run, timer: setTimeout(run, undoMs) };
  waiting.add(one);
  show();
  return () => {
    clearTimeout(one.timer);
    if (waiting.delete(one)) show();
  };
}

// Who closes the page has decided.
globalThis.addEventListener?.('pagehide', () => {
  for (const { run } of waiting) run();
});
