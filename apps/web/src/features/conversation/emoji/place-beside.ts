const gap = 8;

/** Puts a floating panel above a thing, or below it, and inside the window in any case. */
export function placeBeside(panel: HTMLElement, anchor: Element | { x: number; y: number }): void {
  const box =
    anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  const { width, height } = panel.getBoundingClientRect();
  const start = box.left + width + gap <= innerWidth ? box.left : box.right - width;
  const left = Math.min(Math.max(gap, start), innerWidth - width - gap);
  const above = box.top - height - gap;
  const top = above >= gap ? above : Math.min(box.bottom + gap, innerHeight - height - gap);
  panel.style.left = `${Math.max(gap, left)}px`;
  panel.style.top = `${Math.max(gap, top)}px`;
}
