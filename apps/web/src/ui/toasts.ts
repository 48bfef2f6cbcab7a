import { create } from 'zustand';
import { isDialogOpen } from './open-dialogs.ts';
import { whileAwake } from './while-awake.ts';

export interface Toast {
  id: number;
  text: string;
  /** It came while a dialog was open: there it is heard and can be pressed. */
  isOfDialog: boolean;
  act?: { label: string; run: () => void };
}

/** What is shown now; the newest last. */
export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

let lastId = 0;

/**
 * Shows a short note for five seconds; one with an act stays until it is used or closed, or as long as is told.
 * Answers its id.
 */
export function toast(text: string, act?: Toast['act'], shownMs = act ? null : 5000): number {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({
    toasts: [
      ...toasts.filter((other) => other.text !== text).slice(-2),
      { id, text, isOfDialog: isDialogOpen(), ...(act && { act }) },
    ],
  }));
  if (shownMs !== null) whileAwake(shownMs, () => dismissToast(id));
  return id;
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }));
}
