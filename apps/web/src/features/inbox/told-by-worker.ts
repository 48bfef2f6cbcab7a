import { navigate } from 'wouter/use-browser-location';

type FromWorker = { type: 'told'; chatId: string } | { type: 'go'; path: string };

/** Hears what the service worker has shown, and where a click on it leads. */
export function followWorker(onTold: (chatId: string) => void): void {
  navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'told') onTold(data.chatId);
    // Only addresses of this site.
    if (data.type === 'go' && /^\/(?![/\\])/.test(data.path)) navigate(data.path);
  });
}

/** Takes away what the service worker showed of a chat that was read up to here. */
export async function closeTold(chatId: string, readSeq: number): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  const told = (await registration?.getNotifications({ tag: `chat:${chatId}` })) ?? [];
  for (const notification of told) {
    const { seq } = notification.data as { seq?: number };
    if (seq === undefined || seq <= readSeq) notification.close();
  }
}

/** Takes away what the service worker showed of entries that are not new any more: all of them, without `isNew`. */
export async function closeToldEntries(isNew?: (entryId: string) => boolean): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  for (const notification of (await registration?.getNotifications()) ?? []) {
    const [, entryId] = /^entry:(.+)$/.exec(notification.tag) ?? [];
    if (entryId !== undefined && isNew?.(entryId) !== true) notification.close();
  }
}
