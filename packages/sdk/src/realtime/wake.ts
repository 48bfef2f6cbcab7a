/** Calls `listener` when the network or the page comes back (browsers only). Returns how to stop. */
export function onWake(listener: () => void): () => void {
  const page = globalThis.document as Document | undefined;
  if (page === undefined) return () => undefined;
  const onVisible = () => {
    if (page.visibilityState === 'visible') listener();
  };
  globalThis.addEventListener('online', listener);
  page.addEventListener('visibilitychange', onVisible);
  return () => {
    globalThis.removeEventListener('online', listener);
    page.removeEventListener('visibilitychange', onVisible);
  };
}
