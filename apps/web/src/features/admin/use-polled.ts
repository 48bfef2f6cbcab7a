import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';

const longestPauseMs = 120_000;

export interface Polled<Answer> {
  answer: Answer | null;
  hasFailed: boolean;
  /** Asks now. */
  refresh: () => void;
}

/**
 * An answer that is asked for again and again while the page is seen: every `everyMs`, more and more seldom while it
 * fails. What was there stays shown meanwhile.
 */
export function usePolled<Answer>(everyMs: number, ask: () => Promise<Answer>): Polled<Answer> {
  const [state, setState] = useState<{ answer: Answer | null; hasFailed: boolean }>({
    answer: null,
    hasFailed: false,
  });
  const start = useEffectEvent(ask);
  const askNow = useRef(() => {});
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest = 0;
    let pauseMs = everyMs;
    const next = () => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(run, pauseMs);
    };
    const run = () => {
      clearTimeout(timer);
      const mine = ++latest;
      start().then(
        (answer) => {
          if (mine !== latest) return;
          pauseMs = everyMs;
          setState({ answer, hasFailed: false });
          next();
        },
        () => {
          if (mine !== latest) return;
          pauseMs = Math.min(pauseMs * 2, longestPauseMs);
          setState((before) => ({ ...before, hasFailed: true }));
          next();
        },
      );
    };
    const onSeen = () => (document.hidden ? clearTimeout(timer) : run());
    askNow.current = run;
    run();
    document.addEventListener('visibilitychange', onSeen);
    return () => {
      latest = -1;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onSeen);
    };
  }, [everyMs]);
  return { ...state, refresh: useCallback(() => askNow.current(), []) };
}
