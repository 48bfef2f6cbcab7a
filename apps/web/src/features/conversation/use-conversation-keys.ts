import { useLayoutEffect } from 'react';

/** The id of the message field. */
export const composerId = 'composer';

interface Options {
  hasDivider: boolean;
  dropDivider: () => void;
}

/** Keys of an open chat: Esc first drops the "New messages" divider; a letter goes to the message field. */
export function useConversationKeys({ hasDivider, dropDivider }: Options): void {
  // Not a moment later: a key means what is shown when it is pressed, also on a slow machine.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('dialog[open], [popover]:popover-open')) return;
      const field = document.getElementById(composerId);
      const isElsewhere = event.target instanceof HTMLInputElement;
      if (event.key === 'Escape' && hasDivider && !isElsewhere) {
        event.preventDefault();
        dropDivider();
        return;
      }
      const isLetter = event.key.length === 1 && !/[\s?]/.test(event.key);
      if (isLetter && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target))
        field?.focus();
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [hasDivider, dropDivider]);
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
