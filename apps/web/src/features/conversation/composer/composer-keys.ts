import type { KeyboardEvent } from 'react';
import { makeLink, toggleCode, toggleMarker, toggleQuote } from '../../../text/markdown-edit.ts';
import type { Edited } from '../../../text/markdown-edit.ts';

/** Formatting by physical keys, so that it works in every layout. */
const acts: Readonly<Record<string, (edited: Edited) => Edited>> = {
  KeyB: (edited) => toggleMarker(edited, '**'),
  KeyI: (edited) => toggleMarker(edited, '*'),
  KeyE: toggleCode,
  'Shift+KeyX': (edited) => toggleMarker(edited, '~~'),
  'Shift+KeyP': (edited) => toggleMarker(edited, '||'),
  'Shift+KeyL': makeLink,
  'Shift+Period': toggleQuote,
};

/** Formats what is selected, if this is a key for it. */
export function formatByKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  if ((!event.ctrlKey && !event.metaKey) || event.altKey) return false;
  const act = acts[`${event.shiftKey ? 'Shift+' : ''}${event.code}`];
  if (!act) return false;
  event.preventDefault();
  const field = event.currentTarget;
  const { value: text, selectionStart: start, selectionEnd: end } = field;
  replaceText(field, act({ text, start, end }));
  return true;
}

/** Puts a text and selection into a field as if it had been typed, so that Ctrl+Z takes it back. */
export function replaceText(field: HTMLTextAreaElement, { text, start, end }: Edited): void {
  field.focus();
  field.select();
  if (text === '') document.execCommand('delete');
  else insertTyped(field, text);
  field.setSelectionRange(start, end);
}

/** Puts words in place of the selection as if they had been typed. */
export function insertTyped(field: HTMLTextAreaElement, words: string): void {
  field.focus();
  if (document.execCommand('insertText', false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Whether this key press sends. On touch, and where Ctrl+Enter was chosen, Enter alone makes a new line. */
export function isSendKey(event: KeyboardEvent, isTouch: boolean, needsControl: boolean): boolean {
  // 229: some input methods end a composition with an Enter that says it is none.
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return false;
  const hasControl = event.ctrlKey || event.metaKey;
  return hasControl || (!needsControl && !isTouch && !event.shiftKey && !event.altKey);
}
