import type { KeyboardEvent } from 'react';

/** Up and down move the focus from message to message; from the list itself, to the last one in view. */
export function moveAmongMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const list = event.currentTarget;
  const top = (element: Element) => element.getBoundingClientRect().top;
  const messages = [...list.querySelectorAll<HTMLElement>('[data-message]')].sort((a, b) => top(a) - top(b));
  const now = messages.indexOf(document.activeElement as HTMLElement);
  const inView = messages.filter((message) => top(message) < list.getBoundingClientRect().bottom);
  const next = now < 0 ? inView.at(-1) : messages[now + step];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
