import { client } from '../../realtime/client.ts';

/** `missing`: this browser can't be told while the page is closed. */
export type PushStanding = 'on' | 'off' | 'missing';

/** On a first visit the worker is still on its way. */
const installMs = 15_000;

async function manager(): Promise<PushManager | null> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (!registration || registration.active) return registration?.pushManager ?? null;
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), installMs));
  return (await Promise.race([navigator.serviceWorker.ready, late]))?.pushManager ?? null;
}

export async function pushStanding(): Promise<PushStanding> {
  const found = await manager();
  if (!found) return 'missing';
  return (await found.getSubscription()) ? 'on' : 'off';
}

/** Has this browser told, of whoever is signed in now. After the person has let the page show notifications. */
export async function subscribeToPush(): Promise<PushStanding> {
  const found = await manager();
  if (!found) return 'missing';
  const key = await client.rest.push.key();
  let subscription = await found.getSubscription();
  // Of another installation's key, or of before it was made anew: nobody could use it.
  if (subscription && keyOf(subscription) !== key) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await found.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) return 'missing';
  await client.rest.push.subscribe({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } });
  return 'on';
}

export async function unsubscribeFromPush(): Promise<void> {
  const subscription = await (await manager())?.getSubscription();
  if (!subscription) return;
  await Promise.all([
    client.rest.push.unsubscribe(subscription.endpoint).catch(() => undefined),
    subscription.unsubscribe(),
  ]);
}

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
