import { create } from 'zustand';

/** Modal dialogs that are open, the topmost last. All that is outside of it is inert, even what floats above. */
const useOpen = create<{ dialogs: readonly HTMLElement[] }>(() => ({ dialogs: [] }));

/** Tells that one is open; answers what tells that it is not. */
export function enterDialog(dialog: HTMLElement): () => void {
  useOpen.setState(({ dialogs }) => ({ dialogs: [...dialogs, dialog] }));
  return () => useOpen.setState(({ dialogs }) => ({ dialogs: dialogs.filter((one) => one !== dialog) }));
}

export const isDialogOpen = (): boolean => useOpen.getState().dialogs.length > 0;
/** Undefined: none is open. */
export const useTopmost = (): HTMLElement | undefined => useOpen(({ dialogs }) => dialogs.at(-1));
