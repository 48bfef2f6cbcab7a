import { ApiError } from '@bridges/sdk';
import { useEffect, useEffectEvent, useState } from 'react';

type Asked<Answer> =
  | { key: string; state: 'loading' }
  | { key: string; state: 'failed'; isGone: boolean }
  | { key: string; state: 'there'; answer: Answer };

/** Asks the server once for each `key`; `retry` asks again. `isGone`: there is no such thing for me. */
export function useAsked<Answer>(key: string, ask: () => Promise<Answer>) {
  const [attempt, setAttempt] = useState(0);
  const [asked, setAsked] = useState<Asked<Answer>>({ key, state: 'loading' });
  const start = useEffectEvent(ask);
  useEffect(() => {
    let isOld = false;
    setAsked({ key, state: 'loading' });
    start().then(
      (answer) => !isOld && setAsked({ key, state: 'there', answer }),
      (error: unknown) => {
        const isGone = error instanceof ApiError && (error.status === 404 || error.status === 400);
        if (!isOld) setAsked({ key, state: 'failed', isGone });
      },
    );
    return () => {
      isOld = true;
    };
  }, [key, attempt]);
  return { ...asked, retry: () => setAttempt(attempt + 1) };
}
