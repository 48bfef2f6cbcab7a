import { useLanguageStore } from '../i18n/language.ts';
import { toast } from '../ui/toasts.ts';

/** Registers the service worker, and offers a new version of the client when there is one. */
export function offerNewVersions(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // After the first paint: the worker's downloads must not compete with it.
  addEventListener('load', () => void register().catch(() => undefined));
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js');
  const offer = (worker: ServiceWorker | null) => {
    // Without a controller this is the first visit, not a new version.
    if (!worker || !navigator.serviceWorker.controller) return;
    const { t } = useLanguageStore.getState();
    toast(t('app.newVersion'), {
      label: t('app.reload'),
      run() {
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        worker.postMessage('take over');
      },
    });
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') offer(worker);
    });
  });
  // A messenger stays open for days: look for a new version now and then, and on coming back.
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, 60 * 60_000);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look();
  });
}
