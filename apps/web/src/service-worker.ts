import { followPushes } from './service-worker/pushes.ts';
import type { PushWorker } from './service-worker/pushes.ts';

/** The part of ServiceWorkerGlobalScope used here: the compiler knows either pages or workers, not both. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface WorkerFetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: WorkerFetchEvent) => void): void;
}
/** The files of this build and a hash over them, put in by the build. */
declare const __SHELL__: { version: string; files: string[] };

const worker = self as unknown as WorkerScope;
followPushes(self as unknown as PushWorker);
const cacheName = `bridges-${__SHELL__.version}`;

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(['/', ...__SHELL__.files])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))),
      )
      .then(() => worker.clients.claim()),
  );
});

// A new version waits until the person agrees, so that no page loses its code under its feet.
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  // What the server says about chats is never kept here: the client has its own cache, per user.
  if (/^\/(api|ws|docs|\.well-known|healthz|readyz)(\/|$)/.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(shell());
  else event.respondWith(cached(request));
});

/** The page itself: from the cache at once, so that it opens without a network. */
async function shell(): Promise<Response> {
  return (await caches.match('/', { cacheName })) ?? fetch('/');
}

async function cached(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}
