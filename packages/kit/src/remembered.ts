/**
 * An answer that is asked for at most once in `forMs`, however many want it; a failed one is asked again. For numbers
 * that cost something to count and may be some seconds old.
 */
export function remembered<Answer>(forMs: number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let kept: { answer: Promise<Answer>; untilMs: number } | undefined;
  return () => {
    if (kept && Date.now() < kept.untilMs) return kept.answer;
    const mine = { answer: ask(), untilMs: Date.now() + forMs };
    kept = mine;
    mine.answer.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return mine.answer;
  };
}
