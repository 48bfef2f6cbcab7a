import { routes } from '../routes/routes.ts';

interface History {
  readonly currentEntry: { readonly index: number } | null;
  entries(): ReadonlyArray<{ readonly url: string | null }>;
}

/**
 * One step out, to `to`. Where the person came from there it is a step back, so that the browser's own Back does
 * not lead in circles; else it is a way forward. Browsers without the Navigation API always go forward.
 */
export function goBack(navigate: (to: string) => void, to: string): void {
  const { navigation } = globalThis as { navigation?: History };
  const at = navigation?.currentEntry?.index ?? 0;
  const before = at > 0 ? navigation?.entries()[at - 1]?.url : null;
  const came = before ? new URL(before).pathname : null;
  // A search is the list too.
  if (came === to || (to === routes.chats && came === routes.search)) history.back();
  else navigate(to);
}
