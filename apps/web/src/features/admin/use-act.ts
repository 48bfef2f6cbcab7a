import { ApiError } from '@bridges/sdk';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { errorText } from '../../store/error-text.ts';
import { toast } from '../../ui/toasts.ts';
import { isWord, useWords } from './words/use-words.ts';

interface Undo {
  label: string;
  run: () => Promise<unknown>;
}

const undoMs = 10_000;

/** Does something to one of several rows, says what became of it, and has the rows asked for anew. */
export function useAct(onChanged: () => void) {
  const t = useT();
  const words = useWords();
  const [busyId, setBusyId] = useState<string | null>(null);
  const undoneBy = async (run: () => Promise<unknown>): Promise<string> => {
    await run();
    return words('undone');
  };
  const act = async (id: string, run: () => Promise<string>, undo?: Undo): Promise<void> => {
    if (busyId !== null) return;
    setBusyId(id);
    try {
      const done = await run();
      if (!undo) toast(done);
      else toast(done, { label: undo.label, run: () => void act(id, () => undoneBy(undo.run)) }, undoMs);
    } catch (error) {
      const code = error instanceof ApiError ? error.code : '';
      const isGone = error instanceof ApiError && error.status === 404;
      toast(isWord(code) ? words(code) : isGone ? words('goneAlready') : errorText(error, t));
    } finally {
      setBusyId(null);
      onChanged();
    }
  };
  return { busyId, act };
}
