import { create } from 'zustand';

/** Modal dialogs that are open, the topmost last. All that is outside of it is inert, even what floats above. */
const useOpen = create<{ dialogs: readonly HTMLElement[] }>(() => ({ dialogs: [] }));

/** Tells that one is open; answers what tells that it is not. */
export function enterDialog(dialog: HTMLElement): () => void {
  useOpen.setState(({ dialogs }) => ({ dialogs: [...dialogs, dialog] }));
  return () => useOpen.setState(({ dialogs }) => ({ dialogs: dialogs.filter((one) => one !== dialog) }));
}

/** Where notes must be to be heard and pressed. */
export const useTopmost = (): HTMLElement => useOpen(({ dialogs }) => dialogs.at(-1)) ?? document.body;
