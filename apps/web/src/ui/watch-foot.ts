/** What stands at the foot now. */
let standing: HTMLElement | null = null;

/**
 * The `ref` of what stands at the foot of the page and grows: notes float above it. `--foot-height` is there only as long
 * as it is.
 */
export function watchFoot(foot: HTMLElement | null): (() => void) | undefined {
  if (!foot) return undefined;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty('--foot-height', `${foot.offsetHeight}px`));
  observer.observe(foot, { box: 'border-box' });
  standing = foot;
  return () => {
    observer.disconnect();
    // Another may stand there before this one goes.
    if (standing !== foot) return;
    standing = null;
    style.removeProperty('--foot-height');
  };
}
