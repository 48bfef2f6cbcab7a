import type { PushPayload } from '@bridges/contracts';

/** The parts of the worker's world used here: the compiler knows either pages or workers, not both. */
interface ShownNotification {
  readonly tag: string;
  readonly data: unknown;
  close(): void;
}
interface WindowOfPage {
  readonly url: string;
  readonly focused: boolean;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}
interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface PushEvent extends Extended {
  readonly data: { json(): unknown } | null;
}
interface ClickEvent extends Extended {
  readonly notification: ShownNotification;
}
export interface PushWorker {
  readonly registration: {
    showNotification(title: string, options: NotificationOptions & { renotify?: boolean }): Promise<void>;
    getNotifications(filter?: { tag: string }): Promise<ShownNotification[]>;
  };
  readonly clients: {
    matchAll(filter: { type: 'window'; includeUncontrolled: boolean }): Promise<WindowOfPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly navigator: { setAppBadge?: (count: number) => Promise<void> };
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void;
}

/** What a shown notification knows of itself. */
interface Shown {
  path: string;
  seq?: number;
}

/** Shows what comes while no page is looked at, and takes it away when it was read elsewhere. */
export function followPushes(worker: PushWorker): void {
  // One after another: Chromium forgets a notification that is asked for while it is put up, so that
  // nothing could take its place, or take it away, any more.
  let last: Promise<void> = Promise.resolve();
  worker.addEventListener('push', (event) => {
    const payload = event.data?.json() as PushPayload | undefined;
    if (!payload) return;
    last = last.catch(() => undefined).then(() => receive(worker, payload));
    event.waitUntil(last);
  });
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(go(worker, pathOf(event.notification)));
  });
}

async function receive(worker: PushWorker, payload: PushPayload): Promise<void> {
  if (payload.type === 'clear') {
    const { chatId, upToSeq } = payload;
    for (const shown of await worker.registration.getNotifications({ tag: tagOf(chatId) }))
      if (((shown.data as Shown | null)?.seq ?? 0) <= upToSeq) shown.close();
  } else await show(worker, payload);
  if ('unreadTotal' in payload)
    await worker.navigator.setAppBadge?.(payload.unreadTotal).catch(() => undefined);
}

async function show(worker: PushWorker, payload: Exclude<PushPayload, { type: 'clear' }>): Promise<void> {
  const { title, body, path } = payload;
  const icon = '/icons/icon-192.png';
  if (payload.type !== 'messages') {
    const tag = payload.type === 'entry' ? `entry:${payload.entryId}` : 'waiting';
    const data: Shown = { path };
    return worker.registration.showNotification(title, { tag, body, icon, data });
  }
  const { chatId, seq, count } = payload;
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // She looks at it right now.
  if (pages.some(({ focused, url }) => focused && new URL(url).pathname.startsWith(`/chat/${chatId}`)))
    return;
  // What was tried again comes behind what was told since.
  const before = await worker.registration.getNotifications({ tag: tagOf(chatId) });
  if (before.some(({ data: shown }) => ((shown as Shown | null)?.seq ?? 0) > seq)) return;
  const data: Shown = { path, seq };
  // The same tag: it takes the place of what was told of this chat before.
  await worker.registration.showNotification(count > 1 ? `${title} (${count})` : title, {
    tag: tagOf(chatId),
    body,
    icon,
    data,
    renotify: true,
  });
  // Open pages showed something of their own: one is enough.
  for (const page of pages) page.postMessage({ type: 'told', chatId });
}

/** The page that is open goes there; without one a new one opens. */
async function go(worker: PushWorker, path: string): Promise<void> {
  const [page] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!page) {
    await worker.clients.openWindow(path);
    return;
  }
  page.postMessage({ type: 'go', path });
  await page.focus();
}

const tagOf = (chatId: string): string => `chat:${chatId}`;

/** Only addresses of this site. */
function pathOf({ data }: ShownNotification): string {
  const path = (data as Partial<Shown> | null)?.path ?? '/';
  return /^\/(?![/\\])/.test(path) ? path : '/';
}
