const laterMs = 2000;
const latestMs = 10_000;

/**
 * Search is a key away, and who presses it types on at once: its code (9 KB) is fetched as soon as nothing else goes on,
 * so that it is there, also without a connection.
 */
export function preloadSearch(): () => void {
  const load = () => {
    // What does not come now is asked for again when it is needed.
    for (const part of [import('./Switcher.tsx'), import('./SearchPanel.tsx'), import('./InChatSearch.tsx')])
      part.catch(() => undefined);
  };
  // Not in every browser.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(load, laterMs);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(load, { timeout: latestMs });
  return () => cancelIdleCallback(handle);
}
