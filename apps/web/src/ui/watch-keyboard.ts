/** What is covered by less than this is a bar of the browser. */
const keyboardFrom = 120;

/**
 * Where a phone's keyboard lies over the page instead of making it smaller (Safari), the page is made as high as what
 * is left: the message field stays above the keyboard. `--view-height` is there only as long as that lasts.
 */
export function watchKeyboard(): void {
  const view = globalThis.visualViewport;
  if (!view) return;
  const look = () => {
    const covered = innerHeight - view.height;
    // Zoomed in, it is no keyboard that covers the rest.
    const isOpen = covered > keyboardFrom && view.scale === 1;
    const { style } = document.documentElement;
    if (isOpen) style.setProperty('--view-height', `${Math.round(view.height)}px`);
    else style.removeProperty('--view-height');
    // Safari scrolls the page to show the field; its place is in view anyway.
    if (isOpen) scrollTo(0, 0);
  };
  view.addEventListener('resize', look);
}
