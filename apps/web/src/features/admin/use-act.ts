import { ApiError } from '@bridges/sdk';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { errorText } from '../../store/error-text.ts';
import { toast } from '../../ui/toasts.ts';
import { useWords } from './words/use-words.ts';

/** Does something to one of several rows, says what became of it, and has the rows asked for anew. */
export function useAct(onChanged: () => void) {
  const t = useT();
  const words = useWords();
  const [busyId, setBusyId] = useState<string | null>(null);
  const act = async (id: string, run: () => Promise<string>): Promise<void> => {
    if (busyId !== null) return;
    setBusyId(id);
    try {
      toast(await run());
    } catch (error) {
      const isGone = error instanceof ApiError && error.status === 404;
      toast(isGone ? words('goneAlready') : errorText(error, t));
    } finally {
      setBusyId(null);
      onChanged();
    }
  };
  return { busyId, act };
}
